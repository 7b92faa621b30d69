import pytest

from work import Stay, busy_hours


def test_nothing():
    assert busy_hours([], 3) == {"peak": 0, "peak_hour": None, "shortages": [], "mean": 0.0}


def test_bed_is_free_at_discharge():
    report = busy_hours([Stay("a", 1, 5), Stay("b", 5, 9)], 1)
    assert report["peak"] == 1
    assert report["shortages"] == []


def test_shortage():
    report = busy_hours([Stay("a", 1, 9), Stay("b", 2, 9), Stay("c", 2, 3)], 2)
    assert report["peak_hour"] == 2
    assert report["shortages"] == [(2, 1)]
    assert report["mean"] == 2.0


def test_day_case_without_bed():
    assert busy_hours([Stay("a", 4, 4)], 0)["peak"] == 0


def test_wrong_times():
    with pytest.raises(ValueError):
        busy_hours([Stay("a", 4, 3)], 1)
