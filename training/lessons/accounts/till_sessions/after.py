# Checks of the till log: a cashier can be logged in at one till only.

from collections import namedtuple

Session = namedtuple("Session", "till cashier start end")   # minutes since the opening of the month


def duration(session):
    return max(0, session.end - session.start)


def double_logins(sessions, tolerance=2):
    """Pairs of sessions of one cashier at different tills that overlap by more than
    `tolerance` minutes, ordered by their start, with the shared minutes."""
    conflicts = []
    blamed = {}
    ordered = sorted(sessions, key=lambda s: s.start)
    for i in range(len(ordered)):
        a = ordered[i]
        if duration(a) <= tolerance:
            continue
        for j in range(i + 1, len(ordered)):
            b = ordered[j]
            if b.start >= a.end:
                break
            if b.cashier != a.cashier or b.till == a.till:
                continue
            shared = min(a.end, b.end) - b.start
            if shared > tolerance:
                conflicts.append((a, b, shared))
                blamed[a.cashier] = blamed.get(a.cashier, 0) + shared
    worst = max(blamed, key=blamed.get) if blamed else None
    return {"conflicts": conflicts, "minutes": blamed, "worst": worst}
