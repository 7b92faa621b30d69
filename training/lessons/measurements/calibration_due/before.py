"""Overdue calibrations of the instruments in the field (times in minutes)."""

from dataclasses import dataclass


@dataclass
class Instrument:
    serial: str
    calibrated: int
    interval: int


def as_hours(minutes):
    return f"{minutes // 60}h{minutes % 60:02d}"


def overdue_report(instruments, now):
    """Rows (serial, missed calibrations, overdue since, time to the next slot)."""
    rows = []
    total = 0
    for item in instruments:
        if item.interval <= 0:
            raise ValueError(f"{item.serial} has no interval")
        due = item.calibrated + item.interval
        first_due = due
        missed = 0
        while due <= now:
            missed += 1
            due += item.interval
        if missed == 0:
            continue
        total += missed
        rows.append((item.serial, missed, as_hours(now - first_due), as_hours(due - now)))
    rows.sort(key=lambda row: row[1], reverse=True)
    return rows, total
