"""How full the truck yard gets, from the gate log."""

from bisect import bisect_right
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
    arrivals = sorted(v.arrived for v in visits)
    departures = sorted(v.left for v in visits)
    for visit in sorted(visits, key=lambda v: v.arrived):
        inside = bisect_right(arrivals, visit.arrived) - bisect_right(departures, visit.arrived)
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
