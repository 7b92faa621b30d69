import pytest

from work import Unit, contacts


def test_in_reach():
    units = [Unit("r1", "red", 0, 0), Unit("b1", "blue", 3, 4), Unit("b2", "blue", -4, -4)]
    report = contacts(units, 5)
    assert report["pairs"] == [("r1", "b1")]
    assert report["free"] == ["b2"]


def test_same_side():
    assert contacts([Unit("a", "red", 0, 0), Unit("b", "red", 0, 1)], 9)["pairs"] == []


def test_zero_reach():
    report = contacts([Unit("a", "red", 2, 2), Unit("b", "blue", 2, 2), Unit("c", "blue", 2, 3)], 0)
    assert report["engaged"] == {"a": 1, "b": 1}


def test_nobody():
    assert contacts([], 10) == {"pairs": [], "engaged": {}, "free": []}


def test_negative():
    with pytest.raises(ValueError):
        contacts([], -1)
