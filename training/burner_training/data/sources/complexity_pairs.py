"""A slow and a fast solution of one problem, without tests: for supervised training only, once they were compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from burner_training.tasks.schema import Solution, Task

COLUMNS = frozenset({"slug", "entry", "slow", "fast", "slow_time", "fast_time"})
LICENCE = "MIT"
IMPORTS = "import collections\nimport heapq\nimport math\nfrom typing import *\n\n\n"


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task without tests; the same problem's tests may be in another source."""
    slow, fast = (_module(row[which]) for which in ("slow", "fast"))
    digest = hashlib.sha256(f"{slow}\0{fast}".encode()).hexdigest()[:8]
    yield Task(
        id=f"{source}/{row['slug']}-{digest}",
        problem=f"leetcode/{row['slug']}",
        statement=f"{row['slug'].replace('-', ' ').capitalize()}. Implement `Solution.{row['entry']}`.",
        kind="function",
        original=Solution(slow),
        entry=f"Solution.{row['entry']}",
        humans=(Solution(slow), Solution(fast)),
        ranked=True,
        licence=LICENCE,
        source=source,
    )


def _module(code: str) -> str:
    name = code.partition("class ")[2].partition("(")[0].partition(":")[0].strip()
    return IMPORTS + (code.replace(f"class {name}", "class Solution", 1) if name else code).strip() + "\n"
