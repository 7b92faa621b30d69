import pytest
from work import RoadMap

MAP = RoadMap({
    "depot": [("mill", 10, 60), ("port", 50, 100)],
    "mill": [("port", 10, 60), ("depot", 10, 60)],
    "port": [],
    "isle": [("port", 1, 10)],
})


def test_shortest_times():
    minutes, farthest = MAP.travel_times("depot")
    assert minutes == {"depot": 0.0, "mill": 10.0, "port": 20.0, "isle": None}
    assert farthest == "port"


def test_limit():
    assert MAP.travel_times("depot", 15) == ({"depot": 0.0, "mill": 10.0, "port": None, "isle": None}, "mill")


def test_dead_end():
    assert MAP.travel_times("port")[1] == "port"


def test_unknown_depot():
    with pytest.raises(KeyError):
        MAP.travel_times("moon")
