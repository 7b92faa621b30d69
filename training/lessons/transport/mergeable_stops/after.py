"""Finds bus stops that are so near to each other that they could be merged."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    code: str
    x: int      # metres in the city grid
    y: int
    lines: frozenset = frozenset()


def mergeable(stops, reach):
    """Pairs of codes of stops within reach metres, in the order of the list.

    Stops that share no line are only counted, they need a talk with the
    operators first.
    """
    if reach <= 0:
        raise ValueError("reach must be positive")
    pairs = []
    apart = 0
    cells = {}
    for i, stop in enumerate(stops):
        cells.setdefault((stop.x // reach, stop.y // reach), []).append(i)
    for i, stop in enumerate(stops):
        cx, cy = stop.x // reach, stop.y // reach
        near = [j for x in (cx - 1, cx, cx + 1) for y in (cy - 1, cy, cy + 1)
                for j in cells.get((x, y), ()) if j > i]
        for j in sorted(near):
            other = stops[j]
            dx = stop.x - other.x
            dy = stop.y - other.y
            if dx * dx + dy * dy > reach * reach:
                continue
            if stop.lines & other.lines:
                pairs.append((stop.code, other.code))
            else:
                apart += 1
    return pairs, apart
