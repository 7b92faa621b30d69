"""When do all lines of a corridor leave the terminus together again?"""
from fractions import Fraction

HORIZON = 28 * 24 * 60      # minutes, four weeks


def common_departures(corridors):
    """corridors: name -> headways in minutes of its lines.

    All lines leave together at minute 0. Returns for each corridor the minute
    of the next common departure (None if it is not within four weeks), how
    many there are within four weeks and the departures per hour.
    """
    result = {}
    for name, headways in corridors.items():
        if not headways or any(h < 1 for h in headways):
            raise ValueError(f"{name}: headways must be positive")
        per_hour = sum(Fraction(60, h) for h in headways)
        minute = 1
        while minute <= HORIZON and any(minute % h for h in headways):
            minute += 1
        if minute > HORIZON:
            result[name] = (None, 0, float(per_hour))
        else:
            result[name] = (minute, HORIZON // minute, float(per_hour))
    return result
