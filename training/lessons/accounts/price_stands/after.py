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
    standing = []
    for day, price in history:
        while standing and price < standing[-1].price:
            stand = standing.pop()
            stand.days = day - stand.day
            stand.drop = stand.price - price
        stand = Stand(day, price, None)
        standing.append(stand)
        stands.append(stand)

    finished = [s.days for s in stands if s.days is not None]
    summary = {
        "longest": max(finished, default=0),
        "open": len(stands) - len(finished),
        "deepest": max((s.drop for s in stands), default=0),
    }
    return stands, summary
