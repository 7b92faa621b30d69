import pytest
from work import simulate


def test_one_part():
    assert simulate([("A1", 5)], [3, 4]) == ([("A1", 12)], {0: 0, 1: 0})


def test_second_part_waits():
    finished, waited = simulate([("A1", 0), ("A2", 0)], [3])
    assert finished == [("A1", 3), ("A2", 6)]
    assert waited == {0: 3}


def test_changeover():
    finished, _ = simulate([("A1", 0), ("B1", 1)], [3], changeover=10)
    assert finished == [("A1", 3), ("B1", 16)]


def test_nothing_to_do():
    assert simulate([], [1]) == ([], {})
    with pytest.raises(ValueError):
        simulate([("A1", 0)], [])
