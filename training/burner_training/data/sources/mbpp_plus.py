"""MBPP+: short functions with about a hundred inputs each; what is right on these is what the canonical solution gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import indent
from typing import Any

from burner_training.tasks.schema import MODULE, Solution, Task

COLUMNS = frozenset({"task_id", "prompt", "entry_point", "canonical_solution", "base_input", "plus_input", "assertion"})
LICENCE = "MBPP CC-BY-4.0, MBPP+ Apache-2.0"
TESTS = """\
from {module} import *
inf, nan = float("inf"), float("nan")

def test_given():
{assertion}

def test_inputs():
    for arguments in {inputs!r}:
        try:
            {entry}(*arguments)
        except Exception:
            pass
"""


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task."""
    inputs = [*row["base_input"], *row["plus_input"]]
    assertion = indent(row["assertion"].strip(), "    ")
    yield Task(
        id=f"{source}/{row['task_id']}",
        problem=row["task_id"].lower(),
        statement=row["prompt"].strip().strip('"').strip(),
        kind="function",
        original=Solution(row["canonical_solution"].strip() + "\n"),
        entry=row["entry_point"],
        tests=TESTS.format(module=MODULE, assertion=assertion, inputs=inputs, entry=row["entry_point"]),
        licence=LICENCE,
        source=source,
    )
