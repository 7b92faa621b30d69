"""What a data set holds, in numbers, and its data card."""

from __future__ import annotations

import hashlib
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from burner.report.machine import machine
from burner_training.data.measure import HEADROOM, headroom
from burner_training.tasks.rows import to_row
from burner_training.tasks.schema import Task


def summary(tasks: Sequence[Task]) -> dict[str, Any]:
    """Counts by source and split, people's solutions, headroom, licences, and a digest of all rows."""
    groups: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        groups[task.source].append(task)
    return {
        "tasks": len(tasks),
        "problems": len({task.problem for task in tasks}),
        "splits": dict(Counter(task.split for task in tasks)),
        "sha256": digest(tasks),
        "sources": {source: _of_source(mine) for source, mine in sorted(groups.items())},
    }


def _of_source(tasks: Sequence[Task]) -> dict[str, Any]:
    measured = [task for task in tasks if task.original.measured is not None]
    return {
        "tasks": len(tasks),
        "train": sum(task.split == "train" for task in tasks),
        "test": sum(task.split == "test" for task in tasks),
        "kind": ", ".join(sorted({task.kind for task in tasks})),
        "checkable": sum(task.checkable for task in tasks),
        "measured": len(measured),
        "human_solutions": round(statistics.fmean(len(task.humans) for task in tasks), 1),
        "headroom": sum(headroom(task) >= HEADROOM for task in measured),
        "licence": ", ".join(sorted({task.licence for task in tasks})),
    }


def digest(tasks: Sequence[Task]) -> str:
    """A SHA-256 that is equal for equal tasks, in any order."""
    rows = sorted(json.dumps(to_row(task), sort_keys=True) for task in tasks)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def table(found: Mapping[str, Any]) -> str:
    """The sources as a Markdown table."""
    columns = ("tasks", "train", "test", "kind", "checkable", "measured", "human_solutions", "headroom", "licence")
    lines = [f"| source | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for source, values in found["sources"].items():
        lines.append(f"| {source} | {' | '.join(str(values[column]) for column in columns)} |")
    return "\n".join(lines)


def card(tasks: Sequence[Task], dropped: Mapping[str, str], how: Sequence[str] = ()) -> str:
    """The data card: what is in it, how it came to be, what was left out and why, on which machine it was measured."""
    found = summary(tasks)
    reasons = Counter(_kind_of(reason) for reason in dropped.values())
    left_out = "\n".join(f"- {count}: {reason}" for reason, count in reasons.most_common()) or "- nothing"
    steps = "\n".join(f"- {step}" for step in how)
    return f"""\
# Data card

{found["tasks"]} tasks of {found["problems"]} problems; SHA-256 of the rows `{found["sha256"]}`.

{table(found)}

`headroom`: tasks whose original takes at least {HEADROOM:g} times as long as the fastest known solution, on inputs that
burner grew. Times are seconds of one call (or one run of a program), memory is bytes that the call allocates, the
integral is bytes times seconds; all of one task were measured beside its original on this machine:
`{json.dumps(machine())}`.

## How it was made

{steps}

## Left out

{left_out}

## Limits

Programs were written by others and are data: they run in the sandbox only. A solution that passes is right on the
inputs that were tried. Figures of another machine differ; `burner train data measure` makes them anew.
"""


def _kind_of(reason: str) -> str:
    """A reason without what is particular to one task."""
    if reason.startswith("the same as"):
        return "the same as another task"
    if "/" in reason.split(" ", maxsplit=1)[0]:
        return "nearly or truly a problem of the test split"
    return "its original fails its tests" if reason.startswith("task ") else reason.split(": ", maxsplit=1)[0]
