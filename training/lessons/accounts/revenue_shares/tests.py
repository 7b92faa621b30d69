import pytest

from work import Cell, percent, strong_cells


def test_strong_cell():
    strong, empty = strong_cells(["north", "south"], ["tea", "nuts"], [[9.0, 1.0], [1.0, 0]])
    assert strong == [Cell("north", "tea", 90.0, 90.0)]
    assert empty == 1


def test_threshold():
    strong, _ = strong_cells(["n", "s"], ["a", "b"], [[1.0, 1.0], [1.0, 1.0]], threshold=50.0)
    assert [(c.region, c.group) for c in strong] == [("n", "a"), ("n", "b"), ("s", "a"), ("s", "b")]


def test_wrong_shape():
    with pytest.raises(ValueError):
        strong_cells(["n"], ["a", "b"], [[1.0]])


def test_empty_table():
    assert strong_cells([], [], []) == ([], 0)


def test_percent_of_nothing():
    assert percent(5, 0) == 0.0
