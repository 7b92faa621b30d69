"""Statistics of a regatta of barges: who was overtaken on the way?"""
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
    for i in range(len(order)):
        passed = 0
        for j in range(i + 1, len(order)):
            if order[j].arrived < order[i].arrived:
                passed += 1
        overtaken[order[i].barge] += passed
        total += passed
    worst = max(overtaken, key=overtaken.get, default=None)
    return overtaken, total, worst
