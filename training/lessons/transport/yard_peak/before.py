"""How full the truck yard gets, from the gate log."""

from typing import List, NamedTuple


class Visit(NamedTuple):
    plate: str
    arrived: int   # minutes since midnight
    left: int


def yard_report(visits: List[Visit], spaces: int) -> dict:
    """Occupancy at each arrival; a truck that leaves frees its space at once."""
    for visit in visits:
        if visit.left < visit.arrived:
            raise ValueError(f"{visit.plate} left before it arrived")
    peak = 0
    peak_at = None
    total = 0
    turned_away = []
    for visit in sorted(visits, key=lambda v: v.arrived):
        inside = 0
        for other in visits:
            if other.arrived <= visit.arrived < other.left:
                inside += 1
        total += inside
        if inside > peak:
            peak = inside
            peak_at = visit.arrived
        if inside > spaces:
            turned_away.append(visit.plate)
    return {
        "peak": peak,
        "peak_at": peak_at,
        "mean": round(total / len(visits), 2) if visits else 0.0,
        "over": turned_away,
    }
