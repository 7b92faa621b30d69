from work import taste_match


def test_same_order():
    assert taste_match(["a", "b", "c"], ["a", "x", "b", "c"]) == {"common": 3, "swaps": 0, "match": 1.0}


def test_reversed():
    assert taste_match(list("abcd"), list("dcba"))["match"] == 0.0


def test_one_swap():
    assert taste_match(list("bac"), list("abc")) == {"common": 3, "swaps": 1, "match": 0.667}


def test_nothing_in_common():
    assert taste_match(["a"], ["b"]) == {"common": 0, "swaps": 0, "match": None}
