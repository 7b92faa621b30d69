"""What a judgement is worth: the paper's table and formula.

Pure functions of a judgement; both records of it are seconds, bytes and byte-seconds of the same interleaved run.
"""

from __future__ import annotations

import math
from typing import Protocol

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
        return correct(found.baseline_passed, found.passed)

    def efficiency(self, found: Judgement, objective: Objective) -> float | None:
        """Tanh of the relative gain; 0 for a candidate that fails. A baseline that fails needs all there is."""
        if not found.passed or found.measured is None:
            return 0.0
        baseline = found.baseline or FAILED
        return tanh_gain(baseline.of(objective), found.measured.of(objective), UPPER[objective])


PAPER = PaperScale()
