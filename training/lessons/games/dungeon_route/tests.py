import pytest

from work import explore

MAP = ["....",
       ".##.",
       ".~#.",
       "..^."]


def test_straight():
    assert explore(MAP, (0, 0), (0, 3))["steps"] == 3


def test_start_is_goal():
    assert explore(MAP, (2, 0), (2, 0)) == {"steps": 0, "seen": 1, "water": 0, "frontier": 1}


def test_around_the_wall():
    report = explore(MAP, (3, 1), (3, 3))
    assert report["steps"] == 10
    assert report["water"] == 1


def test_unreachable():
    assert explore(["..#."], (0, 0), (0, 3))["steps"] is None


def test_start_in_wall():
    with pytest.raises(ValueError):
        explore(MAP, (1, 1), (0, 0))
