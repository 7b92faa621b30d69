"""The paper's metrics from records, per iteration, each with its interval over tasks. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from burner_training.evaluate.bootstrap import Interval, difference, over_runs, over_tasks
from burner_training.evaluate.percentile import percentile, shares, standing
from burner_training.evaluate.records import Evaluation, Iteration, TaskRecord
from burner_training.tasks.schema import Objective

OBJECTIVES: tuple[Objective, ...] = ("time", "memory", "integral")
FEWEST_PEOPLE, HEADROOM, TWICE = 3, 2.0, 2.0
"""Percentiles are taken of problems with so many people, and with so much between the slowest and the fastest."""
METRICS = ("pass", "beyond_time", "beyond_memory", "beyond_integral", "twice", "well_formed")


@dataclass(frozen=True)
class Score:
    """One metric at one iteration: over how many tasks, its intervals over tasks and, as in the paper, over runs."""

    tasks: int
    interval: Interval
    paper: Interval | None = None


def scores(evaluation: Evaluation, iteration: int) -> dict[str, Score]:
    """All metrics of what is kept after an iteration."""
    found = {}
    for metric in METRICS:
        values = per_task(evaluation, metric, iteration)
        paper = None
        if metric.startswith("beyond_"):
            runs = [_run_percentiles(record, metric, iteration) for record in _judged(evaluation, metric)]
            paper = over_runs(runs)
        found[metric] = Score(len(values), over_tasks([*values.values()]), paper)
    return found


def per_task(evaluation: Evaluation, metric: str, iteration: int) -> dict[str, float]:
    """A metric's value of each task that it is about; failures count as 0."""
    value = _VALUES.get(metric) or _beyond(metric)
    return {
        record.task_id: value(record, record.iterations[iteration])
        for record in _judged(evaluation, metric)
        if iteration < len(record.iterations)
    }


def _judged(evaluation: Evaluation, metric: str) -> list[TaskRecord]:
    known = [record for record in evaluation.records if not record.error]
    if not metric.startswith("beyond_"):
        return known
    return [record for record in known if len(record.people) >= FEWEST_PEOPLE and record.headroom >= HEADROOM]


def _twice(_record: TaskRecord, found: Iteration) -> float:
    return float(found.kept_verdict == "better" and (found.kept_speedup or 0.0) >= TWICE)


_VALUES: dict[str, Callable[[TaskRecord, Iteration], float]] = {
    "pass": lambda _record, found: float(found.kept_passed),
    "twice": _twice,
    "well_formed": lambda _record, found: float(found.well_formed),
}


def _beyond(metric: str) -> Callable[[TaskRecord, Iteration], float]:
    return lambda record, found: statistics.fmean(_percentiles(record, metric, found) or [0.0])


def _percentiles(record: TaskRecord, metric: str, found: Iteration) -> list[float]:
    objective: Objective = metric.removeprefix("beyond_")  # type: ignore[assignment]  # METRICS has no other
    people = [one.of(objective) for one in record.people]
    return [percentile(run.of(objective), people) for run in found.kept_runs]


def _run_percentiles(record: TaskRecord, metric: str, iteration: int) -> list[float]:
    if iteration >= len(record.iterations):
        return []
    return _percentiles(record, metric, record.iterations[iteration]) or [0.0]


def standings(evaluation: Evaluation, objective: Objective, iteration: int) -> dict[str, float]:
    """Shares of B, M, W and F over all runs of the problems with people, as the paper's Table 3 has them."""
    metric = f"beyond_{objective}"
    found = []
    for record in _judged(evaluation, metric):
        if iteration >= len(record.iterations):
            continue
        kept = _percentiles(record, metric, record.iterations[iteration])
        found += [standing(value) for value in kept] or [standing(None)]
    return {str(name): share for name, share in shares(found).items()}


def iterations_of(evaluation: Evaluation) -> int:
    """The last iteration that every task has."""
    lengths = [len(record.iterations) for record in evaluation.records if not record.error]
    return min(lengths, default=0) - 1


def document(evaluation: Evaluation) -> dict[str, Any]:
    """Everything, as JSON."""
    last = iterations_of(evaluation)
    return {
        "label": evaluation.label,
        "settings": dict(evaluation.settings),
        "tasks": sum(not record.error for record in evaluation.records),
        "unprepared": {record.task_id: record.error for record in evaluation.records if record.error},
        "iterations": [
            {
                "iteration": number,
                "scores": {name: asdict(score) for name, score in scores(evaluation, number).items()},
                "standings": {name: standings(evaluation, name, number) for name in OBJECTIVES},
            }
            for number in range(last + 1)
        ],
    }


def compared(left: Evaluation, right: Evaluation, iteration: int) -> Mapping[str, Interval]:
    """How far `right` is above `left` at an iteration, by metric, paired by task."""
    return {
        metric: difference(per_task(left, metric, iteration), per_task(right, metric, iteration)) for metric in METRICS
    }


def shown_iterations(evaluations: Sequence[Evaluation]) -> list[int]:
    """Those of 0, 1, 2, 4, 8, ... that all have, and the last."""
    last = min(iterations_of(evaluation) for evaluation in evaluations)
    powers = [0, *(2**power for power in range(10) if 2**power <= last)]
    return sorted({*powers, last}) if last >= 0 else []
