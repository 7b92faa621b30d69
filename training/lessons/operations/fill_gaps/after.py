"""Prepare the one-minute series of an agent for the dashboard."""


def fill_gaps(values, max_age=None, default=0):
    """Replace None by the last value before it.

    Values older than max_age minutes count as stale: they are still drawn,
    but their positions are listed. Returns (filled, stale positions, gaps),
    where gaps is the number of separate holes in the series.
    """
    filled = []
    stale = []
    gaps = 0
    j = -1
    for i in range(len(values)):
        if values[i] is not None:
            filled.append(values[i])
            j = i
            continue
        if i == 0 or values[i - 1] is not None:
            gaps += 1
        if j < 0:
            # nothing was ever reported
            filled.append(default)
            stale.append(i)
            continue
        filled.append(values[j])
        if max_age is not None and i - j > max_age:
            stale.append(i)
    return filled, stale, gaps
