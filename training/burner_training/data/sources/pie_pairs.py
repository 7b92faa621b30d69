"""A slow and a fast program by the same author, without tests. Rows of PIE's test split: never quote a PIE score."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from burner_training.tasks.schema import Solution, Task

COLUMNS = frozenset({"problem_id", "slow", "fast", "cpu_v0", "cpu_v1"})
LICENCE = "CDLA-Permissive-2.0"


def tasks(row: Mapping[str, Any], source: str) -> Iterator[Task]:
    """One task without cases."""
    digest = hashlib.sha256(f"{row['slow']}\0{row['fast']}".encode()).hexdigest()[:10]
    slow, fast = (Solution(row[which].strip() + "\n") for which in ("slow", "fast"))
    yield Task(
        id=f"{source}/{row['problem_id']}-{digest}",
        problem=f"pie/{row['problem_id']}",
        statement="Make this program faster; it must print the same for every input.",
        kind="program",
        original=slow,
        humans=(slow, fast),
        ranked=True,
        licence=LICENCE,
        source=source,
    )
