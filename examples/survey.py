"""Cross tables of a survey: answers (rows) by age group (columns)."""

from __future__ import annotations


def unusual_cells(table: list[list[int]], limit: float = 4.0) -> list[tuple[int, int, float]]:
    """Cells whose count is far from what row and column totals would make us expect.

    Gives (row, column, (count - expected)**2 / expected) where that figure is above `limit`, largest first. Rows
    must be equally long; empty rows and columns are never unusual.
    """
    for row in table:
        if len(row) != len(table[0]):
            raise ValueError("rows differ in length")
    found = []
    for r in range(len(table)):
        for c in range(len(table[r])):
            row_total = 0
            column_total = 0
            grand_total = 0
            for i, row in enumerate(table):
                for j, count in enumerate(row):
                    grand_total += count
                    if i == r:
                        row_total += count
                    if j == c:
                        column_total += count
            if row_total == 0 or column_total == 0:
                continue
            expected = row_total * column_total / grand_total
            score = (table[r][c] - expected) ** 2 / expected
            if score > limit:
                found.append((r, c, score))
    return sorted(found, key=lambda cell: -cell[2])
