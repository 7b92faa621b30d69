import pytest

from work import Tree, competition


def test_three_trees():
    trees = [Tree("a", 0, 0, 2000), Tree("b", 300, 400, 1500), Tree("c", 900, -900, 900)]
    assert competition(trees, 500) == [
        ("a", 1, 1500, 1, "dominant"),
        ("b", 1, 2000, 2, "suppressed"),
        ("c", 0, 0, 1, "free"),
    ]


def test_just_outside():
    trees = [Tree("a", -1, 0, 10), Tree("b", 500, 0, 10)]
    assert [row[1] for row in competition(trees, 500)] == [0, 0]


def test_same_place_and_height():
    trees = [Tree("a", 5, 5, 10), Tree("a", 5, 5, 10)]
    assert competition(trees, 1) == [("a", 1, 10, 1, "dominant")] * 2


def test_bad_radius():
    with pytest.raises(ValueError):
        competition([], 0)
