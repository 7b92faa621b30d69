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
    size = max(reach, 1)
    cells = {}
    for j, unit in enumerate(units):
        cells.setdefault((unit.x // size, unit.y // size), []).append(j)
    for i in range(len(units)):
        a = units[i]
        near = []
        for column in range(a.x // size - 1, a.x // size + 2):
            for row in range(a.y // size - 1, a.y // size + 2):
                near.extend(j for j in cells.get((column, row), ()) if j > i)
        for j in sorted(near):
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
