import pytest
from work import HORIZON, common_departures


def test_two_lines():
    assert common_departures({"main": [6, 10]}) == {"main": (30, HORIZON // 30, 16.0)}


def test_single_line():
    assert common_departures({"x": [20]})["x"][0] == 20


def test_too_rare():
    assert common_departures({"x": [97, 89, 83]})["x"][:2] == (None, 0)


def test_bad_headways():
    with pytest.raises(ValueError):
        common_departures({"x": []})
    with pytest.raises(ValueError):
        common_departures({"x": [5, 0]})


def test_nothing():
    assert common_departures({}) == {}
