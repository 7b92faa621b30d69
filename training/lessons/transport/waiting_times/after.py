"""Waiting times at the ferry pier."""
from bisect import bisect_left
from statistics import median

CHECK_IN = 4  # minutes before departure


def hhmm(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def waiting_times(departures, arrivals):
    """For each arriving car the wait for the next ferry it can still check in for.

    Returns the waits (None if the last ferry is gone), their median and the
    times of the cars left behind.
    """
    sailings = sorted(set(departures))
    waits = []
    left_behind = []
    for arrival in arrivals:
        if arrival < 0:
            raise ValueError("arrival before midnight")
        place = bisect_left(sailings, arrival + CHECK_IN)
        if place == len(sailings):
            waits.append(None)
            left_behind.append(hhmm(arrival))
        else:
            waits.append(sailings[place] - arrival)
    known = [wait for wait in waits if wait is not None]
    return {
        "waits": waits,
        "median": median(known) if known else None,
        "left_behind": left_behind,
    }
