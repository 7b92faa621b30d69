"""Problems with several people's solutions and many assertions, without statements: the title must do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from burner_training.tasks.schema import MODULE, Solution, Task

COLUMNS = frozenset({"slug", "entry", "solutions", "prompt_imports", "entry_point", "test"})
LICENCE = "MIT"


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task; solutions in classes of other names are renamed."""
    people = tuple(Solution(_module(row, solution)) for solution in row["solutions"])
    title = row["slug"].replace("-", " ").capitalize()
    yield Task(
        id=f"{source}/{row['slug']}",
        problem=f"leetcode/{row['slug']}",
        statement=f"{title}. Implement `Solution.{row['entry']}`.",
        kind="function",
        original=people[0],
        entry=f"Solution.{row['entry']}",
        tests=f"from {MODULE} import *\n\n{row['test']}\n\ndef test_given():\n    check({row['entry_point']})\n",
        humans=people,
        licence=LICENCE,
        source=source,
    )


def _module(row: Mapping[str, Any], solution: Mapping[str, Any]) -> str:
    code = re.sub(rf"\b{solution['cls']}\b", "Solution", solution["code"])
    return f"{row['prompt_imports'].strip()}\n\n\n{code.strip()}\n"
