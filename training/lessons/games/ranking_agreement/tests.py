from work import agreement


def test_same_order():
    assert agreement(["a", "b", "c"], ["a", "b", "c"]) == {
        "tau": 1.0, "swapped": 0, "coverage": 1.0, "first_hit": 1}


def test_reverse_order():
    report = agreement(["x", "c", "b", "a"], ["a", "b", "c"])
    assert report["tau"] == -1.0
    assert report["swapped"] == 3
    assert report["first_hit"] == 2


def test_nothing_in_common():
    assert agreement(["a"], ["b"]) == {"tau": None, "swapped": 0, "coverage": 0.0, "first_hit": None}


def test_empty():
    assert agreement([], ["b"])["coverage"] == 0.0


def test_repeated_song():
    assert agreement(["b", "a", "b"], ["a", "b"])["swapped"] == 1
