"""What a judgement is worth: the paper's table and formula, and ours beside them.

Pure functions of a judgement; both records of it are seconds, bytes and byte-seconds of the same interleaved run.
"""

from __future__ import annotations

import math
from typing import Protocol

from burner.policy.protocol import Verdict
from burner_training.rewards.judgement import Judgement
from burner_training.tasks.schema import FAILED, LONGEST_TIME_S, MOST_MEMORY_BYTES, Objective

UPPER: dict[Objective, float] = {
    "time": LONGEST_TIME_S,
    "memory": float(MOST_MEMORY_BYTES),
    "integral": LONGEST_TIME_S * MOST_MEMORY_BYTES,
}
"""E_upper of the paper in our units: 90 s, 1 GiB, and their product."""
EPSILON = 1e-9


class Scale(Protocol):
    """Turns a judgement into the terms; None means that the row can't be judged and counts for nothing."""

    def correctness(self, found: Judgement) -> float | None:
        """The term for passing or failing."""
        ...

    def efficiency(self, found: Judgement, objective: Objective) -> float | None:
        """The term for the gain over the baseline."""
        ...


def correct(baseline_passed: bool, passed: bool) -> float:
    """R_correct: +1 for mending what failed, +0.5 for keeping it right, -0.5 for failing still, -1 for breaking it."""
    if passed:
        return 0.5 if baseline_passed else 1.0
    return -1.0 if baseline_passed else -0.5


def tanh_gain(baseline: float, new: float, upper: float) -> float:
    """R_eff: tanh of the relative gain, both clipped to [0, upper] in the same unit."""
    old, now = (min(max(value, 0.0), upper) for value in (baseline, new))
    return math.tanh((old - now) / (old + EPSILON))


class PaperScale:
    """Exactly as the paper states it (arXiv 2505.23387, Eq. 7-9 and D.5)."""

    def correctness(self, found: Judgement) -> float | None:
        """The four rows of the paper's table."""
        return correct(found.baseline_passed, found.passed) if found.judged else None

    def efficiency(self, found: Judgement, objective: Objective) -> float | None:
        """Tanh of the relative gain; 0 for a candidate that fails. A baseline that fails needs all there is."""
        if not found.judged:
            return None
        if not found.passed or found.measured is None:
            return 0.0
        baseline = found.baseline or FAILED
        return tanh_gain(baseline.of(objective), found.measured.of(objective), UPPER[objective])


PAPER = PaperScale()


CHEATS: frozenset[Verdict] = frozenset({"forbidden", "caches_across_calls", "clock_mismatch"})
STEP, TOP = 0.5, 3.0
"""Gains count in steps of half a doubling, up to three doublings (8x): what noise can do is less than a step."""
DEAD_ZONE = 1.05
"""Memory that is this close to the baseline's is the same."""


class BurnerScale:
    """Ours: what the machine's noise can't change, high contrast, and nothing for cheats and for copies.

    Correctness as in the paper, but a cheat is as bad as breaking what worked, and the original handed back is worth 0.
    Efficiency is the lower end of the measured interval in whole steps of a factor of 1.41, the same for 8x and more;
    0 wherever burner says that there is no difference (after arXiv 2508.20124: error-insensitive, high contrast).
    """

    def correctness(self, found: Judgement) -> float | None:
        """As the paper's table, with cheats and copies apart."""
        if not found.judged:
            return None
        if found.verdict in CHEATS:
            return -1.0
        if found.verdict == "duplicate" and found.baseline_passed:
            return 0.0
        return correct(found.baseline_passed, found.passed)

    def efficiency(self, found: Judgement, objective: Objective) -> float | None:
        """Steps of the certain gain, from -1 to 1."""
        if not found.judged:
            return None
        if not found.passed or found.measured is None or found.baseline is None or not found.baseline_passed:
            return 0.0
        if objective == "time":
            return _steps(_certain(found))
        ratio = found.baseline.of(objective) / max(found.measured.of(objective), EPSILON)
        return _steps(1.0 if 1 / DEAD_ZONE < ratio < DEAD_ZONE else ratio)


def _certain(found: Judgement) -> float:
    """The end of the speed-up's interval that is nearer to 1; 1 where the verdict is that there is no difference."""
    if found.verdict in {"no_difference", "undecided", "duplicate", "trade_off"} or found.speedup is None:
        return 1.0
    if found.speedup > 1:
        return max(1.0, found.speedup_low or 1.0)
    return min(1.0, found.speedup_high or found.speedup)


def _steps(ratio: float) -> float:
    doublings = math.log2(max(ratio, 2**-TOP))
    whole = math.floor(abs(doublings) / STEP + EPSILON) * STEP
    return math.copysign(min(whole, TOP) / TOP, doublings) if whole else 0.0


OURS = BurnerScale()
SCALES: dict[str, Scale] = {"paper": PAPER, "burner": OURS}
