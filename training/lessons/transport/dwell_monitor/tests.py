import pytest
from work import DwellMonitor


def test_running_median():
    monitor = DwellMonitor()
    assert monitor.feed([30, 50, 40]) == [30, 40.0, 40]
    assert monitor.samples == [30, 50, 40]


def test_alarm():
    monitor = DwellMonitor([30, 31, 32, 33, 34])
    monitor.feed([65, 64, 20])
    assert monitor.alarms == 1


def test_second_feed_goes_on():
    monitor = DwellMonitor([10.0])
    assert monitor.feed([20]) == [15.0]
    assert monitor.feed([12]) == [12]


def test_bad_value():
    monitor = DwellMonitor()
    with pytest.raises(ValueError):
        monitor.feed([5, 0])
    assert monitor.samples == [5]
