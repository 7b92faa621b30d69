import pytest

from work import burn_report, label


def test_label():
    assert label(1440 + 61) == "day 1 01:01"


def test_one_window():
    assert burn_report([1, 0, 3], [1000, 1000, 2000], [(0, 3)]) == ([("day 0 00:00", 3, 1.0)], 1.0)


def test_window_past_the_end_and_empty():
    rows, worst = burn_report([2, 2], [1000, 1000], [(1, 9), (5, 7)])
    assert rows == [("day 0 00:01", 1, 2.0), ("day 0 00:02", 0, None)]
    assert worst == 2.0


def test_no_traffic():
    assert burn_report([0], [0], [(0, 1)]) == ([("day 0 00:00", 1, None)], None)


def test_bad_arguments():
    with pytest.raises(ValueError):
        burn_report([1], [1, 2], [])
    with pytest.raises(ValueError):
        burn_report([1], [1], [(3, 2)])
