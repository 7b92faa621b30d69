import pytest

from work import heartbeat_report


def test_regular_agent():
    assert heartbeat_report({"a": [0, 10, 20]}, 25) == {"a": {"missed": 0, "outages": 0, "longest": 0, "rate": 1.0}}


def test_outage():
    report = heartbeat_report({"a": [40, 0]}, 45)
    assert report["a"] == {"missed": 3, "outages": 1, "longest": 30, "rate": 0.4}


def test_grace():
    assert heartbeat_report({"a": [0]}, 12)["a"]["missed"] == 0
    assert heartbeat_report({"a": [0]}, 13)["a"]["missed"] == 1
    assert heartbeat_report({"a": [0]}, 13, grace=3)["a"]["missed"] == 0


def test_silent_agent():
    assert heartbeat_report({"b": []}, 100)["b"]["rate"] == 0.0


def test_interval_is_checked():
    with pytest.raises(ValueError):
        heartbeat_report({}, 5, interval=0)
