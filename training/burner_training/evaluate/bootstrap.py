"""Intervals: over tasks, which is what a reader wants to know, and over runs, as the paper states them. Pure."""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from burner.measure.statistics import t95

REPLICATES = 2000
PAPER_REPLICATES, PAPER_RUNS = 128, 4


@dataclass(frozen=True)
class Interval:
    """A mean with its 95% interval."""

    mean: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether the whole interval is on one side of 0."""
        return self.low > 0 or self.high < 0


def over_tasks(values: Sequence[float], seed: int = 0, replicates: int = REPLICATES) -> Interval:
    """The mean of one value per task, and how it would vary with other tasks (percentile bootstrap)."""
    if not values:
        return Interval(float("nan"), float("nan"), float("nan"))
    mean = statistics.fmean(values)
    if len(values) < 2:
        return Interval(mean, mean, mean)
    chance = random.Random(seed)
    means = sorted(statistics.fmean(chance.choices(values, k=len(values))) for _ in range(replicates))
    return Interval(mean, means[int(0.025 * replicates)], means[int(0.975 * replicates) - 1])


def difference(left: Mapping[str, float], right: Mapping[str, float], seed: int = 0) -> Interval:
    """How far `right` is above `left` on the tasks that both have, paired by task."""
    return over_tasks([right[task] - left[task] for task in sorted(left.keys() & right.keys())], seed)


def over_runs(runs: Sequence[Sequence[float]], seed: int = 0) -> Interval:
    """The paper's interval (its section G.1): replicates that draw 4 of each task's runs, t on their standard error.

    It holds the noise of measuring only: neither other tasks nor other answers.
    """
    usable = [task for task in runs if task]
    if not usable:
        return Interval(float("nan"), float("nan"), float("nan"))
    chance = random.Random(seed)
    means = [
        statistics.fmean(statistics.fmean(chance.sample(task, min(PAPER_RUNS, len(task)))) for task in usable)
        for _ in range(PAPER_REPLICATES)
    ]
    mean = statistics.fmean(means)
    half = t95(len(means)) * statistics.stdev(means) / len(means) ** 0.5
    return Interval(mean, mean - half, mean + half)
