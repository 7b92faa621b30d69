import pytest
from work import hhmm, waiting_times


def test_next_ferry():
    result = waiting_times([600, 660], [590, 596, 597, 600])
    assert result["waits"] == [10, 4, 63, 60]
    assert result["median"] == 35


def test_last_ferry_gone():
    result = waiting_times([600], [599])
    assert result == {"waits": [None], "median": None, "left_behind": ["09:59"]}


def test_unsorted_departures():
    assert waiting_times([660, 600], [590])["waits"] == [10]


def test_no_departures_and_bad_arrival():
    assert waiting_times([], [5])["waits"] == [None]
    with pytest.raises(ValueError):
        waiting_times([600], [-1])
    assert hhmm(65) == "01:05"
