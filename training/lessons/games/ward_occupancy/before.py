"""Bed planning for the surgical wards; times are hours since the start of the year."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Stay:
    patient: str
    admitted: int
    discharged: int  # the bed is free again from this hour on


def busy_hours(stays: list[Stay], beds: int) -> dict:
    """Find the fullest hour and all admissions at which beds were missing."""
    for stay in stays:
        if stay.discharged < stay.admitted:
            raise ValueError(f"{stay.patient} was discharged before admission")
    peak = 0
    peak_hour = None
    shortages = []
    occupied_sum = 0
    hours = sorted({stay.admitted for stay in stays})
    for hour in hours:
        occupied = len([s for s in stays if s.admitted <= hour < s.discharged])
        occupied_sum += occupied
        if occupied > peak:
            peak, peak_hour = occupied, hour
        if occupied > beds:
            shortages.append((hour, occupied - beds))
    mean = occupied_sum / len(hours) if hours else 0.0
    return {"peak": peak, "peak_hour": peak_hour, "shortages": shortages, "mean": round(mean, 2)}
