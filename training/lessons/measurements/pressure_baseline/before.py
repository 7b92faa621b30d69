"""Baseline tracking for the chamber pressure gauge."""

import math


def is_valid(p):
    return p is not None and math.isfinite(p)


def baseline_track(pressures, warmup=5):
    """For each reading the median of everything measured so far.

    Invalid readings and the first ones (fewer than warmup) give None.
    Returns (baselines, largest deviation).
    """
    baselines = []
    history = []
    worst = 0.0
    for p in pressures:
        if not is_valid(p):
            baselines.append(None)
            continue
        history.append(p)
        if len(history) < warmup:
            baselines.append(None)
            continue
        ordered = sorted(history)
        mid = len(ordered) // 2
        if len(ordered) % 2:
            median = ordered[mid]
        else:
            median = (ordered[mid - 1] + ordered[mid]) / 2
        if abs(p - median) > worst:
            worst = abs(p - median)
        baselines.append(median)
    return baselines, worst
