"""Statistics of a regatta of barges: who was overtaken on the way?"""
from bisect import bisect_left, insort
from dataclasses import dataclass


@dataclass
class Passage:
    barge: str
    departed: float     # hours
    arrived: float


def overtakings(passages):
    """Return {barge: number of later starters that arrived before it} and the sum."""
    for p in passages:
        if p.arrived < p.departed:
            raise ValueError("%s arrived before it left" % p.barge)
    order = sorted(passages, key=lambda p: p.departed)
    overtaken = {p.barge: 0 for p in order}
    total = 0
    arrivals = []
    for i in reversed(range(len(order))):
        passed = bisect_left(arrivals, order[i].arrived)
        insort(arrivals, order[i].arrived)
        overtaken[order[i].barge] += passed
        total += passed
    worst = max(overtaken, key=overtaken.get, default=None)
    return overtaken, total, worst
