"""Slow functions as found in work code, with tests, a generator of inputs and a fast reference each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from burner_training.tasks.schema import Solution, Task

COLUMNS = frozenset({"id", "target", "module", "tests", "generator", "reference"})
LICENCE = "Apache-2.0"


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task; burner is tuned on even ids, so that only odd ones are for testing."""
    yield Task(
        id=f"{source}/{row['id']}",
        problem=f"{source}/{row['id']}",
        statement=f"{row['domain'][:1].upper()}{row['domain'][1:]}: make `{row['target']}` of this module faster.",
        kind="function",
        original=Solution(row["module"]),
        entry=row["target"],
        tests=row["tests"],
        generators=(row["generator"],),
        humans=(Solution(row["module"]), Solution(row["reference"])) if not row["control"] else (),
        ranked=True,
        split="train" if int(row["id"][1:]) % 2 == 0 else "test",
        licence=LICENCE,
        source=source,
    )
