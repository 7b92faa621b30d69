"""Baseline tracking for the chamber pressure gauge."""

import math
from bisect import insort


def is_valid(p):
    return p is not None and math.isfinite(p)


def baseline_track(pressures, warmup=5):
    """For each reading the median of everything measured so far.

    Invalid readings and the first ones (fewer than warmup) give None.
    Returns (baselines, largest deviation).
    """
    baselines = []
    ordered = []
    worst = 0.0
    for p in pressures:
        if not is_valid(p):
            baselines.append(None)
            continue
        insort(ordered, p)
        if len(ordered) < warmup:
            baselines.append(None)
            continue
        mid = len(ordered) // 2
        if len(ordered) % 2:
            median = ordered[mid]
        else:
            median = (ordered[mid - 1] + ordered[mid]) / 2
        if abs(p - median) > worst:
            worst = abs(p - median)
        baselines.append(median)
    return baselines, worst
