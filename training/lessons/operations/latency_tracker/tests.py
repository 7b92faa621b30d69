import pytest

from work import LatencyTracker


def test_medians():
    tracker = LatencyTracker("api", 100)
    assert tracker.feed([30, 10, 20, 50]) == [30, 20.0, 20, 25.0]
    assert tracker.breaches == []


def test_feed_goes_on_where_it_stopped():
    tracker = LatencyTracker("api", 15)
    tracker.feed([10, 20])
    assert tracker.feed([30]) == [20]
    assert tracker.samples == [10, 20, 30]
    assert tracker.breaches == [3]


def test_negative_value_stops():
    tracker = LatencyTracker("api", 15)
    with pytest.raises(ValueError, match="api"):
        tracker.feed([4, -1, 5])
    assert tracker.samples == [4]


def test_nothing():
    assert LatencyTracker("api", 1).feed([]) == []
