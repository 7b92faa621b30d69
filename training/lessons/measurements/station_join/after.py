"""Attach station metadata to hourly rain gauge records."""

from dataclasses import dataclass
from typing import Optional

# relative precipitation gain per metre of elevation
LAPSE = 0.0003


@dataclass
class Station:
    code: str
    name: str
    elevation: float
    active: bool = True


@dataclass
class Reading:
    code: str
    hour: int
    mm: Optional[float]


def adjust_for_elevation(mm, elevation):
    return round(mm * (1 + LAPSE * elevation), 3)


def attach_stations(readings, stations):
    """Return (rows, unknown codes); readings of inactive stations are dropped."""
    rows = []
    unknown = []
    by_code = {}
    for candidate in stations:
        by_code.setdefault(candidate.code, candidate)
    for reading in readings:
        if reading.mm is None or reading.mm < 0:
            continue
        station = by_code.get(reading.code)
        if station is None:
            unknown.append(reading.code)
            continue
        if not station.active:
            continue
        rows.append({
            "station": station.name,
            "hour": reading.hour,
            "mm": reading.mm,
            "adjusted": adjust_for_elevation(reading.mm, station.elevation),
        })
    return rows, sorted(set(unknown))
