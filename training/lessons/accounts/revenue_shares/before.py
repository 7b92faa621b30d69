"""Cross table of revenue: regions in the rows, product groups in the columns."""
from dataclasses import dataclass


@dataclass
class Cell:
    region: str
    group: str
    of_region: float
    of_group: float


def percent(part, whole):
    if whole == 0:
        return 0.0
    return round(100.0 * part / whole, 1)


def strong_cells(regions, groups, table, threshold=20.0):
    """Cells that hold at least `threshold` percent of both their region and their group."""
    if len(table) != len(regions) or any(len(row) != len(groups) for row in table):
        raise ValueError("table does not fit the headings")
    strong = []
    empty = 0
    for r, region in enumerate(regions):
        for c, group in enumerate(groups):
            value = table[r][c]
            if value == 0:
                empty += 1
                continue
            region_total = sum(table[r])
            group_total = sum([row[c] for row in table])
            of_region = percent(value, region_total)
            of_group = percent(value, group_total)
            if min(of_region, of_group) >= threshold:
                strong.append(Cell(region, group, of_region, of_group))
    strong.sort(key=lambda cell: cell.of_region + cell.of_group, reverse=True)
    return strong, empty
