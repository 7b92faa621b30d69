import pytest

from work import Session, gateway_peak


def test_no_sessions():
    assert gateway_peak([], 5) == {"peak": 0, "at": None, "user": None, "refused": [], "hours": 0.0}


def test_overlap():
    report = gateway_peak([Session("a", 0, 3600), Session("b", 100, 200), Session("c", 200, 300)], 1)
    assert report == {"peak": 2, "at": 100, "user": "b", "refused": ["b", "c"], "hours": 1.06}


def test_session_without_duration_does_not_count():
    assert gateway_peak([Session("a", 5, 5)], 1)["peak"] == 0


def test_wrong_order_of_times():
    with pytest.raises(ValueError, match="bob"):
        gateway_peak([Session("ann", 1, 2), Session("bob", 9, 3)], 1)
