"""The seam between rewards and whoever judges: a batch of answers in, what was found of each out.

Holds only values and a protocol: neither a sandbox nor a training library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from burner.policy.protocol import Verdict
from burner_training.tasks.schema import Measured


@dataclass(frozen=True)
class Answer:
    """A solution to judge: `code` is None where the reply held none."""

    task_id: str
    code: str | None
    baseline: str | None = None
    """The solution to be beaten; None for the task's own original."""


@dataclass(frozen=True)
class Judgement:
    """What was found of an answer; both records come from the same interleaved run."""

    verdict: Verdict
    passed: bool
    baseline_passed: bool
    measured: Measured | None = None
    """None where it failed, or was not measured."""
    baseline: Measured | None = None
    speedup_low: float | None = None
    """Lower end of the 95% interval of baseline time / answer time."""
    speedup: float | None = None
    speedup_high: float | None = None
    reason: str = ""
    judge_s: float = 0.0
    judged: bool = True
    """False where nothing can be said of it: its task could not be prepared, or a worker was lost."""


def unjudged(reason: str) -> Judgement:
    """Of an answer that nobody could judge; it counts for nothing."""
    return Judgement("undecided", passed=False, baseline_passed=True, reason=reason, judged=False)


class Judge(Protocol):
    """Judges batches of answers."""

    def judge(self, answers: Sequence[Answer]) -> list[Judgement]:
        """One judgement per answer, in their order."""
        ...

    def close(self) -> None:
        """End every process."""
        ...
