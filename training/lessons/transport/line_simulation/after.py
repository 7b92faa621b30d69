"""Small simulation of a production line: parts visit stations one by one."""
import heapq
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
    events = [(release, number, name, 0) for number, (name, release) in enumerate(parts)]
    heapq.heapify(events)
    number = len(events)
    while events:
        now, _, name, step = heapq.heappop(events)
        if step == len(stations):
            finished.append((name, now))
            continue
        begin = max(now, busy_until[step])
        if last_part[step] is not None and last_part[step][0] != name[0]:
            begin += changeover     # other product family
        waited[step] += begin - now
        busy_until[step] = begin + stations[step]
        last_part[step] = name
        heapq.heappush(events, (busy_until[step], number, name, step + 1))
        number += 1
    return finished, dict(waited)
