import pytest

from work import packing_plan


def test_big_packs_first():
    plan, used, loose = packing_plan([("screw", 263)])
    assert plan == [("screw", "1 x 200 + 1 x 50 + 1 x 10 + 3 x 1")]
    assert used == {200: 1, 50: 1, 10: 1, 1: 3}
    assert loose == {}


def test_loose_pieces():
    _, _, loose = packing_plan([("nut", 13), ("nut", 14)], [5])
    assert loose == {"nut": 7}


def test_zero():
    assert packing_plan([("nut", 0)])[0] == [("nut", "nothing")]


def test_bad_values():
    with pytest.raises(ValueError):
        packing_plan([("nut", -1)])
    with pytest.raises(ValueError):
        packing_plan([], [0, 5])
