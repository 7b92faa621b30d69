"""Passenger counts of the night bus, per five minutes."""

SLOT_MINUTES = 5


def clock(slot):
    minutes = slot * SLOT_MINUTES
    return "%02d:%02d" % (minutes // 60 % 24, minutes % 60)


def busiest_stretch(counts, window):
    """Find the `window` consecutive slots with most and with fewest passengers."""
    if window < 1:
        raise ValueError("window must be at least one slot")
    if len(counts) < window:
        return None

    best_start = worst_start = 0
    best = worst = sum(counts[:window])
    crowded = 0
    for start in range(1, len(counts) - window + 1):
        load = sum(counts[start:start + window])
        if load > best:
            best, best_start = load, start
        if load < worst:
            worst, worst_start = load, start
        if load > 60 * window:
            crowded += 1

    return {
        "busiest": (clock(best_start), clock(best_start + window), best),
        "calmest": (clock(worst_start), clock(worst_start + window), worst),
        "crowded_windows": crowded,
    }
