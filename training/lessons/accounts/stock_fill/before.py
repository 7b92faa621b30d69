"""Daily stock curve of an article from its (rare) cycle counts."""

UNKNOWN = "unknown"


def stock_curve(counts, max_age=None, start_level=None):
    """counts: one value per day, None on days without a count.

    Days without a count take over the last count, unless that is older than
    max_age days. Returns the curve, the age of each value and the worst gap.
    """
    curve = []
    ages = []
    worst_gap = 0
    for i, counted in enumerate(counts):
        j = i
        while j >= 0 and counts[j] is None:
            j -= 1
        if j < 0:
            # nothing was counted so far
            curve.append(start_level if start_level is not None else UNKNOWN)
            ages.append(None)
            continue
        age = i - j
        worst_gap = max(worst_gap, age)
        if max_age is not None and age > max_age:
            curve.append(UNKNOWN)
        else:
            curve.append(counts[j])
        ages.append(age)
    known = [value for value in curve if value != UNKNOWN]
    return {
        "curve": curve,
        "ages": ages,
        "worst_gap": worst_gap,
        "lowest": min(known) if known else None,
    }
