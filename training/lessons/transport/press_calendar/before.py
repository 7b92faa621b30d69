"""Finish times for the jobs on the big press, which runs in one shift."""

DAY = 24 * 60
OPEN = 7 * 60 + 30
CLOSE = 16 * 60
WEEK = 7 * DAY


def label(minute):
    """Minutes since Monday 0:00 as 'week/day hh:mm'."""
    week, rest = divmod(minute, WEEK)
    day, rest = divmod(rest, DAY)
    return f"{week + 1}/{day + 1} {rest // 60:02d}:{rest % 60:02d}"


def finish_times(jobs, start=0):
    """Run the (name, minutes) jobs one after the other in the opening hours."""
    now = start
    plan = []
    idle = 0
    for name, minutes in jobs:
        if minutes < 0:
            raise ValueError(name)
        left = minutes
        while left > 0:
            if OPEN <= now % DAY < CLOSE:
                left -= 1
            else:
                idle += 1
            now += 1
        plan.append((name, label(now)))
    return plan, idle
