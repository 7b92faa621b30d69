from work import collapse_errors, fingerprint


def test_fingerprint_hides_numbers():
    assert fingerprint(" job 17 failed after 3s") == "job # failed after #s"


def test_equal_errors_collapse():
    groups, distinct, ignored = collapse_errors(["ERROR job 1 failed", "INFO ok", "ERROR job 2 failed"])
    assert groups == [{"sample": "job 1 failed", "level": "ERROR", "count": 2, "last": 3}]
    assert (distinct, ignored) == (1, 1)


def test_level_separates():
    assert collapse_errors(["ERROR x", "FATAL x"])[1] == 2


def test_most_frequent_first_with_limit():
    lines = ["ERROR a", "ERROR b", "ERROR b", "ERROR c"]
    assert [g["sample"] for g in collapse_errors(lines)[0]] == ["b", "a", "c"]
    assert len(collapse_errors(lines, limit=1)[0]) == 1


def test_nothing():
    assert collapse_errors([]) == ([], 0, 0)
