"""What an evaluation writes down: one JSON line per task, from which every table and plot is made. Runs nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from burner.errors import UsageError
from burner_training.tasks.schema import Measured


@dataclass(frozen=True)
class Iteration:
    """One candidate, and what is kept after it."""

    number: int
    reply: str
    well_formed: bool
    verdict: str
    reason: str
    adopted: bool
    passed: bool
    speedup: float | None
    runs: tuple[Measured, ...]
    kept_passed: bool
    kept_speedup: float | None
    kept_verdict: str
    kept_runs: tuple[Measured, ...]


@dataclass(frozen=True)
class TaskRecord:
    """A task's iterations; `people` were measured on the same inputs beside the same original.

    `error` says why a task could not be prepared; it then counts for nothing.
    """

    task_id: str
    source: str
    base: Measured
    people: tuple[Measured, ...]
    iterations: tuple[Iteration, ...]
    error: str = ""

    @property
    def headroom(self) -> float:
        """How many times as long the slowest person's solution, or the original, takes as the fastest."""
        times = [one.time_s for one in (*self.people, self.base)]
        return max(times) / max(min(times), 1e-12)


@dataclass(frozen=True)
class Evaluation:
    """The records of one policy with how they came to be."""

    label: str
    settings: Mapping[str, Any]
    records: tuple[TaskRecord, ...]


def to_line(record: TaskRecord) -> str:
    """One line of JSON."""
    return json.dumps(asdict(record), ensure_ascii=False)


def from_line(line: str) -> TaskRecord:
    """The record of a line; raises ValueError, KeyError or TypeError."""
    row = json.loads(line)
    iterations = tuple(
        Iteration(**{**one, "runs": _measured(one["runs"]), "kept_runs": _measured(one["kept_runs"])})
        for one in row["iterations"]
    )
    fields = {**row, "base": Measured(**row["base"]), "people": _measured(row["people"]), "iterations": iterations}
    return TaskRecord(**fields)


def _measured(rows: list[dict[str, Any]]) -> tuple[Measured, ...]:
    return tuple(Measured(**row) for row in rows)


def begin(path: Path, label: str, settings: Mapping[str, Any]) -> list[TaskRecord]:
    """Open a file of records; what it holds already. Raises UsageError where it was made with other settings."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file():
        path.write_text(json.dumps({"label": label, "settings": dict(settings)}) + "\n", encoding="utf-8")
        return []
    known = read(path)
    if known.settings != settings:
        different = [name for name in settings if known.settings.get(name) != settings[name]]
        raise UsageError(
            f"{path} was made with another {', '.join(different) or 'setting'}", "give another --out, or delete it"
        )
    return [*known.records]


def read(path: Path) -> Evaluation:
    """An evaluation's file; a last line that was cut off by a kill is left out. Raises UsageError where it is none."""
    try:
        first, *rest = path.read_text(encoding="utf-8").splitlines()
        head = json.loads(first)
        return Evaluation(head["label"], head["settings"], tuple(_records(rest)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no evaluation: {error}", "burner train evaluate writes them") from error


def _records(lines: list[str]) -> Iterator[TaskRecord]:
    for line in lines:
        try:
            yield from_line(line)
        except json.JSONDecodeError:
            continue
