"""Rejection sampling from burner's own history: what was verified faster in real runs becomes training data.

Each run becomes a task without tests (they were run then): its original, and every candidate that was called better, with
the speed-up that was measured. It is the user's own code, so that nothing of it leaves the machine unless they send it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from burner.events import BaselineMeasured, CandidateJudged, CandidateProposed, Event, TargetResolved
from burner.history.store import History
from burner_training.tasks.schema import Measured, Solution, Task

SOURCE = "history"
KINDS = ("llm", "remote", "cross", "human", "rule")
_HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def collect(history: History, kinds: Sequence[str] = KINDS, since_s: float | None = None) -> Iterator[Task]:
    """The tasks of all runs in which a candidate of these origins was verified faster."""
    for run in history.newest(None, since_s=since_s):
        task = _task(history.events(run.id), run.id, kinds)
        if task is not None:
            yield task


def _task(events: Sequence[Event], run: str, kinds: Sequence[str]) -> Task | None:
    target = next((event for event in events if isinstance(event, TargetResolved)), None)
    base = next((event for event in events if isinstance(event, BaselineMeasured)), None)
    if target is None or base is None or target.qualname == "__main__":
        return None
    proposed = {event.id: event for event in events if isinstance(event, CandidateProposed)}
    original: Solution | None = None
    found: dict[str, Solution] = {}
    for event in events:
        if not isinstance(event, CandidateJudged) or event.verdict != "better" or event.speedup is None:
            continue
        made = proposed.get(event.id)
        if made is None or made.origin["kind"] not in kinds or not made.source:
            continue
        before = without(made.diff, made.source)
        if before is None:
            continue
        record = Measured(base.time_s, base.peak_memory_bytes or 0, base.integral_byte_s or 0.0)
        original = original or Solution(before, record)
        if before == original.code:
            found[made.source] = Solution(made.source, _divided(record, event.speedup, event.memory_ratio))
    if original is None:
        return None
    digest = hashlib.sha256(f"{target.qualname}\0{original.code}".encode()).hexdigest()[:12]
    return Task(
        id=f"{SOURCE}/{run}",
        problem=f"{SOURCE}/{digest}",
        statement=f"Make `{target.qualname}` of this module faster.",
        kind="function",
        original=original,
        entry=target.qualname,
        humans=tuple(found.values()),
        licence="the user's own code",
        source=SOURCE,
    )


def _divided(record: Measured, speedup: Mapping[str, Any], memory_ratio: float | None) -> Measured:
    time_s = record.time_s / float(speedup["ratio"])
    peak = record.peak_memory_bytes / (memory_ratio or 1.0)
    mean = record.integral_byte_s / max(record.time_s, 1e-12) / (memory_ratio or 1.0)
    return Measured(time_s, round(peak), mean * time_s)


def without(diff: str, text: str) -> str | None:
    """The text before a unified diff was applied; None where the diff is not of this text."""
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    body = diff.split("\n")
    for number, line in enumerate(body):
        hunk = _HUNK.match(line)
        if hunk is None:
            continue
        first = int(hunk[3]) - (0 if hunk[4] == "0" else 1)
        kept += lines[at:first]
        at = first
        for change in body[number + 1 :]:
            if change.startswith("@@"):
                break
            if change.startswith(("+", " ")):
                if at >= len(lines) or lines[at] != change[1:]:
                    return None
                at += 1
            if change.startswith(("-", " ")):
                kept.append(change[1:])
    return "\n".join([*kept, *lines[at:]])
