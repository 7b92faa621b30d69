import pytest

from survey import unusual_cells


def test_even_table_has_no_unusual_cells():
    assert unusual_cells([[10, 20], [20, 40]]) == []


def test_finds_the_cell():
    cells = unusual_cells([[30, 5], [10, 40]], limit=8)
    assert [(row, column) for row, column, _ in cells] == [(0, 0), (0, 1)]
    assert cells[0][2] == pytest.approx(11.11, abs=0.01)


def test_empty():
    assert unusual_cells([]) == []
    assert unusual_cells([[0, 0], [0, 0]]) == []


def test_rows_must_match():
    with pytest.raises(ValueError, match="length"):
        unusual_cells([[1, 2], [3]])


def test_larger_table():
    table = [[(r * 7 + c * 3) % 11 + 5 for c in range(12)] for r in range(14)]
    table[4][6] = 90
    cells = unusual_cells(table, limit=20.0)
    assert cells[0][:2] == (4, 6)
