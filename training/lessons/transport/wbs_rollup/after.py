"""Roll-up of the work breakdown structure: codes like 2, 2.1, 2.1.3."""
from typing import NamedTuple


class Item(NamedTuple):
    code: str
    title: str
    planned: int    # hours
    spent: int


def roll_up(items):
    """Table rows with the hours of each item including all items below it."""
    rows = []
    overrun = []
    totals = {}
    for other in items:
        parts = other.code.split(".")
        for n in range(1, len(parts) + 1):
            code = ".".join(parts[:n])
            planned, spent = totals.get(code, (0, 0))
            totals[code] = planned + other.planned, spent + other.spent
    for item in items:
        planned, spent = totals[item.code]
        depth = item.code.count(".")
        share = f"{spent / planned:.0%}" if planned else "-"
        rows.append("%s%s %s: %d/%d h (%s)" % ("  " * depth, item.code, item.title, spent, planned, share))
        if spent > planned:
            overrun.append(item.code)
    return rows, overrun
