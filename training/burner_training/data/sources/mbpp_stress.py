"""MBPP with inputs that are meant to be hard; those are left out here, since burner grows inputs by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from burner_training.tasks.schema import MODULE, Solution, Task

COLUMNS = frozenset({"task_id", "entry_point", "prompt", "code", "test_list", "stress"})
LICENCE = "Apache-2.0, MBPP CC-BY-4.0"


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task."""
    asserts = "\n".join(f"    {line.strip()}" for test in row["test_list"] for line in test.strip().splitlines())
    yield Task(
        id=f"{source}/{row['task_id']}",
        problem=row["task_id"].lower(),
        statement=row["prompt"].strip(),
        kind="function",
        original=Solution(row["code"].replace("\r\n", "\n").strip() + "\n"),
        entry=row["entry_point"],
        tests=f"from {MODULE} import *\n\ndef test_given():\n{asserts}\n",
        licence=LICENCE,
        source=source,
    )
