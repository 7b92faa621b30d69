"""Slow modules with their cures, a folder each: `before.py`, `after.py`, `tests.py` and `inputs.py`.

The repository's own are in `training/lessons`, by domain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from burner.errors import UsageError
from burner_training.tasks.schema import Solution, Task

PARTS = ("before", "after", "tests", "inputs")
COLUMNS = frozenset(PARTS)
LICENCE = "Apache-2.0"


def holds(folder: Path) -> bool:
    """Whether there are lessons in a folder, at any depth."""
    return any(folder.glob("**/before.py"))


def rows(folder: Path) -> Iterator[Mapping[str, Any]]:
    """One row of each lesson, by its place; raises UsageError where a part is missing or can't be read."""
    for lesson in sorted(path.parent for path in folder.glob("**/before.py")):
        row = {"id": lesson.relative_to(folder).as_posix()}
        for part in PARTS:
            try:
                row[part] = (lesson / f"{part}.py").read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise UsageError(
                    f"{lesson / part}.py can't be read: {error}", f"a lesson is {', '.join(PARTS)}"
                ) from error
        yield row


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task to train on; `inputs.py` says which function it is about. Raises ValueError where it does not."""
    try:
        statements = ast.parse(row["inputs"]).body
    except SyntaxError as error:
        raise ValueError(f"the inputs of {row['id']} do not parse: {error}") from error
    values = {ast.unparse(node.targets[0]): node.value for node in statements if isinstance(node, ast.Assign)}
    if "TARGET" not in values:
        raise ValueError(f"the inputs of {row['id']} name no TARGET")
    target = str(ast.literal_eval(values["TARGET"]))
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
