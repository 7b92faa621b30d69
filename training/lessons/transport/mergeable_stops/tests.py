import pytest
from work import Stop, mergeable

N1 = frozenset({"N1"})
N2 = frozenset({"N2"})


def test_near_stops():
    stops = [Stop("a", 0, 0, N1), Stop("b", 500, 0, N1), Stop("c", 30, 40, N1 | N2), Stop("d", 501, 0, N2)]
    assert mergeable(stops, 50) == ([("a", "c")], 1)


def test_negative_coordinates():
    assert mergeable([Stop("a", -1, -1, N1), Stop("b", 1, 1, N1)], 3) == ([("a", "b")], 0)


def test_same_place():
    stops = [Stop("c", 5, 5, N1), Stop("b", 5, 5, N1), Stop("a", 5, 5, N1)]
    assert mergeable(stops, 1)[0] == [("c", "b"), ("c", "a"), ("b", "a")]


def test_no_reach():
    with pytest.raises(ValueError):
        mergeable([], 0)
