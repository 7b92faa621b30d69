"""How long did a list price stand until it was undercut?"""

from dataclasses import dataclass
from typing import Optional


@dataclass
class Stand:
    day: int
    price: int
    days: Optional[int]     # None: not undercut up to now
    drop: int = 0


def price_stands(history):
    """history: (day number, price in cents) by day.

    For each price the days until the next lower one and by how much it was lower.
    """
    stands = []
    for i in range(len(history)):
        day, price = history[i]
        stand = Stand(day, price, None)
        for j in range(i + 1, len(history)):
            later, other = history[j]
            if other < price:
                stand.days = later - day
                stand.drop = price - other
                break
        stands.append(stand)

    finished = [s.days for s in stands if s.days is not None]
    summary = {
        "longest": max(finished, default=0),
        "open": len(stands) - len(finished),
        "deepest": max((s.drop for s in stands), default=0),
    }
    return stands, summary
