import pytest

from work import smooth_pulse


def test_empty():
    assert smooth_pulse([], 3, 100, 50) == {"averages": [], "alarms": [], "state": None}


def test_trailing_average():
    assert smooth_pulse([60, 70, 80, 90], 2, 200, 10)["averages"] == [60.0, 65.0, 75.0, 85.0]


def test_alarm_only_at_its_start():
    report = smooth_pulse([60, 120, 130, 60, 30], 1, 100, 40)
    assert report["alarms"] == [(1, "high"), (4, "low")]
    assert report["state"] == "low"


def test_bad_window():
    with pytest.raises(ValueError):
        smooth_pulse([60], 0, 100, 50)
