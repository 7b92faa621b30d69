import pytest

from work import Stage, clock, finish_times


def test_clock():
    assert clock(3725) == "01:02:05"


def test_chain_and_parallel():
    stages = [Stage("dump", 60), Stage("lint", 5), Stage("load", 30, ["dump", "lint"])]
    assert finish_times(stages) == ({"dump": "00:01:00", "lint": "00:00:05", "load": "00:01:30"}, "load")


def test_start_shifts_everything():
    assert finish_times([Stage("a", 1)], start=3600) == ({"a": "01:00:01"}, "a")


def test_unknown_need():
    with pytest.raises(KeyError):
        finish_times([Stage("a", 1, ["b"])])


def test_duplicate_stage():
    with pytest.raises(ValueError):
        finish_times([Stage("a", 1), Stage("a", 2)])
