"""The layout of APPS: questions with stdin cases, or calls of a named function, and people's solutions, all as JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from burner_training.tasks.schema import MODULE, Example, Solution, Task

COLUMNS = frozenset({"problem_id", "question", "solutions", "input_output"})
LICENCE = "MIT"


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task; none where solutions or cases are missing, as they are in a part of APPS."""
    codes = json.loads(row["solutions"] or "[]")
    tested = json.loads(row["input_output"] or "{}")
    inputs, outputs = tested.get("inputs", []), tested.get("outputs", [])
    if not codes or not inputs:
        return
    people = tuple(Solution(code.replace("\r\n", "\n").strip() + "\n") for code in dict.fromkeys(codes))
    ident = f"{source}/{row['problem_id']}"
    name = tested.get("fn_name")
    common = {"id": ident, "problem": ident, "statement": row["question"].strip(), "licence": LICENCE, "source": source}
    if name is None:
        cases = tuple(Example(_text(given), _text(wanted)) for given, wanted in zip(inputs, outputs, strict=False))
        yield Task(**common, kind="program", original=people[0], cases=cases, humans=people)
        return
    in_class = "class Solution" in people[0].code
    entry = f"Solution.{name}" if in_class else name
    call = f"Solution().{name}" if in_class else name
    pairs = [*zip(inputs, outputs, strict=False)]
    tests = (
        f"from {MODULE} import *\n\ndef test_given():\n    for arguments, wanted in {pairs!r}:\n"
        f"        found = {call}(*arguments)\n        assert found == wanted or [found] == wanted\n"
    )
    yield Task(**common, kind="function", original=people[0], entry=entry, tests=tests, humans=people)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(map(str, value))
