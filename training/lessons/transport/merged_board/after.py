"""Departure board of the bus station, merged from the boards of the operators."""
import heapq

MIDNIGHT = 24 * 60


def show(minute):
    return f"{minute // 60:02}:{minute % 60:02}"


def merged_board(boards, begin=0, end=MIDNIGHT):
    """Merge the sorted boards of (minute, line, destination) into one.

    Departures of the same minute appear in the order of the boards; a bus that
    two operators announce (same minute and line) is shown once.
    """
    rows = []
    announced = set()
    doubles = 0
    for minute, line, destination in heapq.merge(*boards, key=lambda departure: departure[0]):
        if not begin <= minute < end:
            continue
        if (minute, line) in announced:
            doubles += 1
            continue
        announced.add((minute, line))
        rows.append(f"{show(minute)} {line:>4} {destination}")
    return rows, doubles
