"""The arithmetic of "faster": ratios of pairs, their interval, and the verdict over them.

Sources: the ABBA pair rule and its thresholds follow the power study in the docs (figures.md). Intervals of few pairs are
Student's t on the logarithms of their ratios; those of nine and more are the order statistics around the median, which one
disturbed pair does not widen (any text on distribution-free intervals: the binomial distribution with p = 1/2). Both are
symmetric for a ratio and its inverse.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

# Two-sided 95 % quantiles of Student's t by degrees of freedom (any table).
T95 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131)
ENOUGH_FOR_ORDER = 9
SMALLEST_GAIN = 0.03
NORMAL_MAD = 1.4826
"""A normal distribution's standard deviation over its median absolute deviation."""
Decision = Literal["better", "worse", "no_difference", "undecided"]


@dataclass(frozen=True)
class Speedup:
    """Old time / new time with its 95 % interval; `pairs` is how many process pairs it rests on."""

    ratio: float
    low: float
    high: float
    confidence: float
    clock: str
    pairs: int

    def to_json(self) -> dict[str, Any]:
        """As in the result document."""
        return {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()}


def speedup(ratios: Sequence[float], clock: str) -> Speedup:
    """The median pair ratio and its interval."""
    logs = [math.log(ratio) for ratio in ratios]
    middle = statistics.median(logs)
    if len(logs) < 2:
        return Speedup(math.exp(middle), 0.0, math.inf, 0.95, clock, len(logs))
    if len(logs) >= ENOUGH_FOR_ORDER:
        below = outside(len(logs))
        ordered = sorted(logs)
        return Speedup(
            math.exp(middle), math.exp(ordered[below]), math.exp(ordered[-1 - below]), 0.95, clock, len(logs)
        )
    half = t95(len(logs)) * statistics.stdev(logs) / math.sqrt(len(logs))
    centre = statistics.fmean(logs)
    low, high = min(middle, centre - half), max(middle, centre + half)
    return Speedup(math.exp(middle), math.exp(low), math.exp(high), 0.95, clock, len(logs))


def outside(count: int) -> int:
    """How many values on each side lie outside of the interval that holds the median with 95 %."""
    below = 0
    while 2 * sum(math.comb(count, each) for each in range(below + 2)) <= 0.05 * 2**count:
        below += 1
    return below


def t95(count: int) -> float:
    """The 97.5 % quantile of Student's t for `count` values."""
    return T95[min(count - 2, len(T95) - 1)]


def spread(ratios: Sequence[float]) -> float:
    """How far identical code seemed to differ, as a share (0.012 is 1.2 %): median and scatter of the A/A pairs.

    The scatter is three standard errors by the median absolute deviation, so that one pair that was disturbed does not
    hide every gain; a machine that is disturbed all the time scatters in every pair.
    """
    logs = [math.log(ratio) for ratio in ratios]
    middle = statistics.median(logs)
    deviation = NORMAL_MAD * statistics.median(abs(value - middle) for value in logs)
    return math.exp(abs(middle) + 3 * deviation / math.sqrt(len(logs))) - 1.0


def margin(min_speedup: float, noise: float) -> float:
    """The gain that a verdict must show: what the user asked for, 3 %, and more than this machine's noise now."""
    return max(min_speedup - 1.0, SMALLEST_GAIN, noise)


def decide(ratios: Sequence[float], gain: float, most: int) -> Decision | None:
    """The verdict over the pairs so far, or None while more pairs are needed.

    Better: the median is past the margin, all pairs but one in six agree, and the interval excludes 1. Fewer than six
    pairs are enough only where every one of them is far past the margin and so is the interval.
    """
    count = len(ratios)
    if count < 3:
        return None
    found = speedup(ratios, "")
    far = 1 + 2 * gain
    if min(ratios) > far and found.low > 1 + gain:
        return "better"
    if max(ratios) < 1 / far and found.high < 1 / (1 + gain):
        return "worse"
    if count < min(6, most):
        return None
    agreeing = sum(ratio > 1 for ratio in ratios)
    if found.ratio >= 1 + gain and found.low > 1 and agreeing >= count - count // 6:
        return "better"
    if found.ratio <= 1 / (1 + gain) and found.high < 1:
        return "worse"
    if found.high < 1 + gain:
        return "no_difference"
    return "undecided" if count >= most else None
