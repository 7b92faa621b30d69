"""Fills the shift roster of the signal box from the rotation list."""
from itertools import count

NIGHT = "N"


def fill_roster(shifts, rotation, fixed=None, absent=frozenset()):
    """Assign people to shifts in rotation; fixed assignments stay as they are.

    shifts: (day, kind) pairs; absent: (person, day) pairs. Returns the roster,
    the open shifts and the number of nights per person.
    """
    if not rotation:
        raise ValueError("empty rotation")
    roster = dict(fixed or {})
    open_shifts = []
    nights = {}
    turn = 0
    for day, kind in shifts:
        if (day, kind) in roster:
            continue
        for tries in count():
            if tries == len(rotation):
                open_shifts.append((day, kind))
                break
            person = rotation[(turn + tries) % len(rotation)]
            if (person, day) in absent:
                continue
            roster[day, kind] = person
            turn += tries + 1
            if kind == NIGHT:
                nights[person] = nights.get(person, 0) + 1
            break
    return roster, open_shifts, nights
