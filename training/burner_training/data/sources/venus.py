"""The layout of Venus (arXiv 2505.23387, Table 6): stdin runners around LeetCode solutions by many people.

Its figures come from another machine, in milliseconds and samples without their spacing, so they are left out: solutions
are measured here. Solutions that failed there are kept as failing, since the paper's prompts show those too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from burner_training.tasks.schema import FAILED, Example, Solution, Task

COLUMNS = frozenset({"problem_id", "question_content", "test_case_runners", "test_cases", "solutions"})
LICENCE = "as the publisher of the rows says"
MARKER = "==Code Submission=="


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One program task; no task where nobody's solution passed."""
    cases = row["test_cases"]
    cases = json.loads(cases) if isinstance(cases, str) else cases
    solutions = row["solutions"]
    solutions = json.loads(solutions) if isinstance(solutions, str) else solutions
    people = [
        Solution(_program(row["test_case_runners"], one["code"]), None if one.get("passed", True) else FAILED)
        for one in solutions
    ]
    passing = [one for one in people if one.measured is None]
    if not passing:
        return
    yield Task(
        id=f"{source}/{row['problem_id']}",
        problem=f"{source}/{row['problem_id']}",
        statement=row["question_content"].strip(),
        kind="program",
        original=passing[0],
        cases=tuple(Example(case["input"], case["output"]) for case in cases),
        humans=tuple(people),
        licence=LICENCE,
        source=source,
    )


def _program(runner: str, code: str) -> str:
    """The runner with a solution in the marker's place, indented like it."""
    lines = []
    for line in runner.split("\n"):
        before, found, after = line.partition(MARKER)
        if not found:
            lines.append(line)
        elif before.strip():  # not alone on its line
            lines.append(before + code + after)
        else:
            lines += [before + text if text.strip() else "" for text in code.split("\n")]
    return "\n".join(lines).strip("\n") + "\n"
