"""Contact detection for the map of the skirmish simulation (whole metres)."""
from dataclasses import dataclass


@dataclass
class Unit:
    name: str
    side: str
    x: int
    y: int


def contacts(units, reach):
    """Pairs of opposing units within reach of each other, in the order of the unit list."""
    if reach < 0:
        raise ValueError("negative reach")
    pairs = []
    engaged = {}
    for i in range(len(units)):
        a = units[i]
        for j in range(i + 1, len(units)):
            b = units[j]
            if a.side == b.side:
                continue
            dx = a.x - b.x
            dy = a.y - b.y
            if dx * dx + dy * dy <= reach * reach:
                pairs.append((a.name, b.name))
                engaged[a.name] = engaged.get(a.name, 0) + 1
                engaged[b.name] = engaged.get(b.name, 0) + 1
    return {"pairs": pairs, "engaged": engaged,
            "free": [u.name for u in units if u.name not in engaged]}
