"""Assigns the jobs of the day to the vans of the pool."""
from collections import defaultdict

DAY_START = 6 * 60
RETURN = 15


def dispatch(jobs, vans):
    """Give each job, in order of its ready time, to the van that is free first.

    jobs: (ready, minutes, place) tuples; vans: names. If several vans are free
    at the same time the one listed first gets the job.
    """
    if not vans or len(set(vans)) < len(vans):
        raise ValueError("need different vans")
    free_at = {van: DAY_START for van in vans}
    tours = defaultdict(list)
    late = 0
    for ready, minutes, place in sorted(jobs):
        van = min(free_at, key=free_at.get)
        begin = max(ready, free_at[van])
        late += begin - ready
        tours[van].append((begin, place))
        free_at[van] = begin + minutes + RETURN
    end_of_day = max(free_at.values())
    idle = [van for van in vans if van not in tours]
    return {
        "tours": dict(tours),
        "end": end_of_day,
        "minutes_late": late,
        "idle": idle,
    }
