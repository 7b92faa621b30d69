from work import UNKNOWN, stock_curve


def test_last_count_is_taken_over():
    report = stock_curve([5, None, None, 2, None])
    assert report["curve"] == [5, 5, 5, 2, 2]
    assert report["ages"] == [0, 1, 2, 0, 1]
    assert report["worst_gap"] == 2
    assert report["lowest"] == 2


def test_before_the_first_count():
    assert stock_curve([None, 4])["curve"] == [UNKNOWN, 4]
    assert stock_curve([None, 4], start_level=9)["curve"] == [9, 4]


def test_too_old():
    report = stock_curve([7, None, None], max_age=1)
    assert report["curve"] == [7, 7, UNKNOWN]
    assert report["worst_gap"] == 2


def test_zero_is_a_count():
    assert stock_curve([0, None])["curve"] == [0, 0]


def test_empty():
    assert stock_curve([]) == {"curve": [], "ages": [], "worst_gap": 0, "lowest": None}
