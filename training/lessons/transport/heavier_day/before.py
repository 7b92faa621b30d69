"""Looks ahead in the load forecast of the hub: when does it get worse than today?"""
from datetime import date, timedelta


def look_ahead(first_day: date, tonnes: list, alarm: float):
    """For each day the number of days until a heavier one (None: no such day)."""
    waits = []
    longest_calm = (0, None)
    alarms = 0
    for today, load in enumerate(tonnes):
        if load >= alarm:
            alarms += 1
        wait = None
        for later in range(today + 1, len(tonnes)):
            if tonnes[later] > load:
                wait = later - today
                break
        waits.append(wait)
        if wait is not None and wait > longest_calm[0]:
            longest_calm = (wait, first_day + timedelta(days=today))

    length, begin = longest_calm
    return {
        "waits": waits,
        "alarms": alarms,
        "longest_calm": None if begin is None else f"{length} days from {begin}",
    }
