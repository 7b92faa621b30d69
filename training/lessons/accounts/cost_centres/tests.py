from work import Line, split_by_centre


def test_lines_are_grouped():
    a = Line("I1", "paper", "100", 500)
    b = Line("I1", "ink", "200", 900)
    c = Line("I2", "pens", "100", 700)
    groups, report = split_by_centre([a, b, c], {})
    assert groups == {"100": [a, c], "200": [b]}
    assert report[0] == {"centre": "100", "lines": 2, "invoices": 2, "total": 1200, "dearest": "pens (I2)"}


def test_renamed_twice():
    groups, _ = split_by_centre([Line("I1", "x", "1", 5)], {"1": "2", "2": "3"})
    assert list(groups) == ["3"]


def test_missing_centre():
    groups, report = split_by_centre([Line("I1", "x", "", 5)], {})
    assert report[0]["centre"] == "9999"


def test_zero_lines_are_dropped():
    assert split_by_centre([Line("I1", "x", "1", 0)], {}) == ({}, [])
