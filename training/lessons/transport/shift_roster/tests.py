import pytest
from work import fill_roster


def test_rotation():
    roster, open_shifts, nights = fill_roster([(1, "D"), (1, "N"), (2, "N")], ["ann", "bob"])
    assert roster == {(1, "D"): "ann", (1, "N"): "bob", (2, "N"): "ann"}
    assert open_shifts == []
    assert nights == {"bob": 1, "ann": 1}


def test_fixed_assignments_are_not_changed():
    fixed = {(1, "D"): "zoe"}
    roster, _, _ = fill_roster([(1, "D"), (1, "N")], ["ann"], fixed)
    assert roster == {(1, "D"): "zoe", (1, "N"): "ann"}
    assert fixed == {(1, "D"): "zoe"}


def test_all_absent():
    assert fill_roster([(1, "D")], ["ann"], absent={("ann", 1)}) == ({}, [(1, "D")], {})


def test_empty_rotation():
    with pytest.raises(ValueError):
        fill_roster([], [])
