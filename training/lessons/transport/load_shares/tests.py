import pytest
from work import load_shares, percent


def test_percent():
    assert percent(1, 3) == 33.3
    assert percent(0, 0) == 0.0


def test_small_table():
    table, peak = load_shares(["L1", "L2"], ["w1", "w2"], [[10, 30], [30, 0]])
    assert table == {"L1": [(25.0, 25.0), (75.0, 100.0)], "L2": [(100.0, 75.0), (0.0, 0.0)]}
    assert peak == (100.0, "L1", "w2")


def test_empty():
    assert load_shares([], [], []) == ({}, (0.0, None, None))
    assert load_shares(["L1"], [], [[]]) == ({"L1": []}, (0.0, None, None))


def test_shape_is_checked():
    with pytest.raises(ValueError):
        load_shares(["L1"], ["w1"], [])
    with pytest.raises(ValueError):
        load_shares(["L1"], ["w1"], [[1, 2]])
