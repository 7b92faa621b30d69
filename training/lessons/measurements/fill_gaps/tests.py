from work import fill_gaps


def test_carries_the_last_value():
    filled, report = fill_gaps([1.5, None, None, 2.0, None])
    assert filled == [1.5, 1.5, 1.5, 2.0, 2.0]
    assert report == {"carried": 3, "leading": 0, "longest_gap": 2, "complete": False}


def test_leading_gap_gets_the_default():
    filled, report = fill_gaps([None, None, 3], default=-1)
    assert filled == [-1, -1, 3]
    assert report["leading"] == 2
    assert report["longest_gap"] == 2


def test_complete():
    assert fill_gaps([1, 0, 2])[1]["complete"] is True


def test_empty():
    assert fill_gaps([])[0] == []
