import pytest

from work import TriggerMonitor


def test_alarm_starts_and_grows():
    monitor = TriggerMonitor(10, 3)
    alarms = monitor.process([(0, "A"), (4, "B"), (8, "C"), (9, "A"), (40, "B")])
    assert alarms == [{"onset": 0, "time": 8, "triggers": 4}]
    assert monitor.per_station == {"A": 2, "B": 2, "C": 1}


def test_window_is_open_at_the_old_end():
    assert TriggerMonitor(10, 2).process([(0, "A"), (10, "B")]) == []


def test_history_is_kept_between_calls():
    monitor = TriggerMonitor(10, 2)
    assert monitor.process([(1.0, "A")]) == []
    assert monitor.process([(2.5, "B")]) == [{"onset": 1.0, "time": 2.5, "triggers": 2}]


def test_wrong_order():
    with pytest.raises(ValueError):
        TriggerMonitor(5, 1).process([(2, "A"), (1, "B")])
    with pytest.raises(ValueError):
        TriggerMonitor(0, 1)
