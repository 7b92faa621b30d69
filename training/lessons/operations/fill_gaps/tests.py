from work import fill_gaps


def test_no_gaps():
    assert fill_gaps([1, 2]) == ([1, 2], [], 0)


def test_forward_fill():
    assert fill_gaps([5, None, None, 7, None]) == ([5, 5, 5, 7, 7], [], 2)


def test_leading_gap_gets_default():
    assert fill_gaps([None, None, 3], default=-1) == ([-1, -1, 3], [0, 1], 1)


def test_max_age():
    assert fill_gaps([5, None, None, None], max_age=2) == ([5, 5, 5, 5], [3], 1)


def test_zero_is_a_value():
    assert fill_gaps([0, None], default=9) == ([0, 0], [], 1)
