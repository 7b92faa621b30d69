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
    for item in items:
        planned = 0
        spent = 0
        for other in items:
            if other.code == item.code or other.code.startswith(item.code + "."):
                planned += other.planned
                spent += other.spent
        depth = item.code.count(".")
        share = f"{spent / planned:.0%}" if planned else "-"
        rows.append("%s%s %s: %d/%d h (%s)" % ("  " * depth, item.code, item.title, spent, planned, share))
        if spent > planned:
            overrun.append(item.code)
    return rows, overrun
