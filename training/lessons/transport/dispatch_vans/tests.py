import pytest
from work import dispatch


def test_two_vans():
    plan = dispatch([(360, 30, "a"), (360, 10, "b"), (370, 5, "c")], ["V1", "V2"])
    assert plan["tours"] == {"V1": [(360, "b"), (385, "c")], "V2": [(360, "a")]}
    assert plan["end"] == 405
    assert plan["minutes_late"] == 15


def test_first_listed_van_on_ties():
    plan = dispatch([(400, 10, "x")], ["B", "A"])
    assert plan["tours"] == {"B": [(400, "x")]}
    assert plan["idle"] == ["A"]


def test_no_jobs():
    assert dispatch([], ["A"]) == {"tours": {}, "end": 360, "minutes_late": 0, "idle": ["A"]}


def test_vans_must_differ():
    with pytest.raises(ValueError):
        dispatch([], ["A", "A"])
    with pytest.raises(ValueError):
        dispatch([], [])
