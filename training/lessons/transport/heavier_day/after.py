"""Looks ahead in the load forecast of the hub: when does it get worse than today?"""
from datetime import date, timedelta


def look_ahead(first_day: date, tonnes: list, alarm: float):
    """For each day the number of days until a heavier one (None: no such day)."""
    waits = []
    longest_calm = (0, None)
    alarms = 0
    next_heavier = [None] * len(tonnes)
    open_days = []
    for day, load in enumerate(tonnes):
        while open_days and load > tonnes[open_days[-1]]:
            next_heavier[open_days.pop()] = day
        open_days.append(day)
    for today, load in enumerate(tonnes):
        if load >= alarm:
            alarms += 1
        wait = None
        if next_heavier[today] is not None:
            wait = next_heavier[today] - today
        waits.append(wait)
        if wait is not None and wait > longest_calm[0]:
            longest_calm = (wait, first_day + timedelta(days=today))

    length, begin = longest_calm
    return {
        "waits": waits,
        "alarms": alarms,
        "longest_calm": None if begin is None else f"{length} days from {begin}",
    }
