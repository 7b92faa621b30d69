"""Small simulation of a production line: parts visit stations one by one."""
from collections import Counter


def simulate(parts, stations, changeover=2):
    """Run all parts through the line and report when each is done.

    parts: list of (name, release time); stations: list of cycle times.
    Events at the same minute are handled in the order in which they came up.
    """
    if not stations:
        raise ValueError("no stations")
    busy_until = [0] * len(stations)
    last_part = [None] * len(stations)
    waited = Counter()
    finished = []
    events = [(release, name, 0) for name, release in parts]
    while events:
        events.sort(key=lambda event: event[0])
        now, name, step = events.pop(0)
        if step == len(stations):
            finished.append((name, now))
            continue
        begin = max(now, busy_until[step])
        if last_part[step] is not None and last_part[step][0] != name[0]:
            begin += changeover     # other product family
        waited[step] += begin - now
        busy_until[step] = begin + stations[step]
        last_part[step] = name
        events.append((busy_until[step], name, step + 1))
    return finished, dict(waited)
