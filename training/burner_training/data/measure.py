"""Runs every solution of every task in burner's sandbox, on this machine: what fails or is flaky is dropped.

Each task's result is written down at once, so that a run which is killed goes on where it was.
"""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from burner.errors import BurnerError, UnavailableError
from burner.sandbox.isolation import choose
from burner_training.data.inputs import with_generated
from burner_training.rewards.bench import Bench, reason_of
from burner_training.tasks.rows import from_row, to_row
from burner_training.tasks.schema import Measured, Solution, Task

REPEATS = 3
MOST_HUMANS = 60
TRIES = 3
HEADROOM = 2.0
"""A problem is for gains where its slowest solution takes so many times as long as its fastest."""


@dataclass(frozen=True)
class Looked:
    """A task with its measured solutions; None, with the reason, where it is of no use."""

    id: str
    task: Task | None
    reason: str = ""


def look(task: Task, repeats: int = REPEATS, most_humans: int = MOST_HUMANS) -> Looked:
    """Run and measure a task's solutions; its original becomes the slowest that passes.

    Raises UnavailableError where there is no sandbox: nothing is run without one.
    """
    choose()
    task = with_generated(task)
    people = spread_out(task.humans, most_humans)
    try:
        bench = _opened(task, people)
    except UnavailableError:
        raise
    except BurnerError as error:
        return Looked(task.id, None, reason_of(error))
    try:
        original = replace(bench.task.original, measured=bench.base)
        humans = [*_measured(bench, people, repeats)]
    except BurnerError as error:
        return Looked(task.id, None, reason_of(error))
    finally:
        bench.close()
    known = [human for human in humans if human.code != original.code]
    slowest = max([original, *known], key=_time_s)
    return Looked(task.id, replace(task, original=slowest, humans=tuple(sorted([original, *known], key=_time_s))))


def _opened(task: Task, people: Sequence[Solution]) -> Bench:
    """A bench with inputs that every solution can be measured on: those that the slowest of them bears."""
    for _ in range(TRIES):
        bench = Bench.opened(task)
        slow = next((human for human in people if bench.right_but_too_slow(human.code)), None)
        if slow is None:
            return bench
        bench.close()
        task = replace(task, original=slow)
    return Bench.opened(task)


def _measured(bench: Bench, humans: Sequence[Solution], repeats: int) -> Iterator[Solution]:
    """The solutions that pass every time, with the middle of what was measured."""
    for human in humans:
        runs: list[Measured] = []
        for _ in range(repeats):
            runs.append(bench.measured(human.code))
            if not runs[-1].passed:
                break
        else:
            runs.sort(key=lambda run: run.time_s)
            middle = runs[len(runs) // 2]
            time_s = statistics.median(run.time_s for run in runs)
            yield replace(human, measured=replace(middle, time_s=time_s))


def spread_out(humans: Sequence[Solution], most: int) -> Sequence[Solution]:
    """At most so many of the solutions, evenly taken; their order says nothing of their speed."""
    if len(humans) <= most:
        return humans
    return [humans[math.floor(place * len(humans) / most)] for place in range(most)]


def _time_s(solution: Solution) -> float:
    return solution.measured.time_s if solution.measured is not None else 0.0


def headroom(task: Task) -> float:
    """How many times as long the original takes as the fastest known solution; 1 where nothing was measured."""
    times = [_time_s(human) for human in task.humans if human.measured is not None and human.measured.passed]
    if not times or task.original.measured is None:
        return 1.0
    return task.original.measured.time_s / max(min(times), 1e-12)


def measure_all(
    tasks: Sequence[Task], journal: Path, repeats: int, told: Callable[[Looked, int], None]
) -> list[Looked]:
    """Look at all tasks that the journal does not know yet; `told` hears each result and how many are left."""
    known = {looked.id: looked for looked in read_journal(journal)}
    journal.parent.mkdir(parents=True, exist_ok=True)
    left = [task for task in tasks if task.id not in known]
    with journal.open("a", encoding="utf-8") as file:
        for place, task in enumerate(left, 1):
            looked = look(task, repeats)
            row = None if looked.task is None else to_row(looked.task)
            file.write(json.dumps({"id": looked.id, "task": row, "reason": looked.reason}) + "\n")
            file.flush()
            known[looked.id] = looked
            told(looked, len(left) - place)
    return [known[task.id] for task in tasks]


def read_journal(journal: Path) -> Iterator[Looked]:
    """What was written down; a last line that was cut off by a kill is left out."""
    if not journal.is_file():
        return
    for line in journal.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield Looked(row["id"], None if row["task"] is None else from_row(row["task"]), row["reason"])
