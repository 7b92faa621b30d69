"""Contest problems: programs by many people, cases, and generators of large inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from burner_training.tasks.schema import Example, Solution, Task

COLUMNS = frozenset({"id", "prompt", "solutions", "tests", "stress_generators", "best_known"})
LICENCE = "Apache-2.0, CC-BY-4.0"
PREAMBLE = "You are an expert Python programmer, and here is your task:"
POSTAMBLE = "Do not give explanations"


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task."""
    codes = dict.fromkeys([*row["solutions"], *([row["best_known"]] if row["best_known"] else [])])
    people = tuple(Solution(code.strip() + "\n") for code in codes)
    yield Task(
        id=f"{source}/{row['id']}",
        problem=f"{source}/{row['id']}",
        statement=row["prompt"].removeprefix(PREAMBLE).partition(POSTAMBLE)[0].strip(),
        kind="program",
        original=people[0],
        cases=tuple(Example(test["input"], test["output"]) for test in row["tests"]),
        generators=tuple(row["stress_generators"]),
        humans=people,
        licence=LICENCE,
        source=source,
    )
