from work import best_barcode

CODES = {"s1": "ACGTA", "s2": "TTGCA"}


def test_exact():
    assert best_barcode("ACGTAGGGTC", CODES) == ("s1", 0)


def test_one_deletion():
    assert best_barcode("acgaagg", CODES) == ("s1", 1)


def test_too_many_errors():
    assert best_barcode("GGGGG", CODES, max_errors=2) == (None, 4)


def test_tie():
    assert best_barcode("AAA", {"x": "AAC", "y": "AAG"}) == (None, 1)


def test_empty():
    assert best_barcode("ACG", {}) == (None, None)
    assert best_barcode("", {"x": "AC"}) == ("x", 2)
