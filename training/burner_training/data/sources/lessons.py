"""Slow modules with their cures, a folder each: `before.py`, `after.py`, `tests.py` and `inputs.py`.

The repository's own are in `training/lessons`, by domain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from burner_training.tasks.schema import Solution, Task

PARTS = ("before", "after", "tests", "inputs")
COLUMNS = frozenset(PARTS)
LICENCE = "Apache-2.0"


def holds(folder: Path) -> bool:
    """Whether there are lessons in a folder, at any depth."""
    return any(folder.glob("**/before.py"))


def rows(folder: Path) -> Iterator[Mapping[str, Any]]:
    """One row of each lesson, by its place."""
    for lesson in sorted(path.parent for path in folder.glob("**/before.py")):
        yield {"id": lesson.relative_to(folder).as_posix()} | {
            part: (lesson / f"{part}.py").read_text(encoding="utf-8") for part in PARTS
        }


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task to train on; `inputs.py` says which function it is about (TARGET)."""
    target = next(
        ast.literal_eval(node.value)
        for node in ast.parse(row["inputs"]).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TARGET"
    )
    yield Task(
        id=f"{source}/{row['id']}",
        problem=f"{source}/{row['id']}",
        statement=f"Make `{target}` of this module faster.",
        kind="function",
        original=Solution(row["before"]),
        entry=target,
        tests=row["tests"],
        generators=(row["inputs"],),
        humans=(Solution(row["before"]), Solution(row["after"])),
        ranked=True,
        licence=LICENCE,
        source=source,
    )
