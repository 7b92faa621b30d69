"""The time of one run: when it began, what it may take, and what is kept back for the last check."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

RESERVE_SHARE = 0.12
LEAST_RESERVE_S = 3.0


@dataclass
class RunClock:
    """Counts from its creation; `budget_s` is the whole wall time."""

    budget_s: float
    began: float = field(default_factory=time.monotonic)
    model_s: float = 0.0
    judge_s: float = 0.0

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    @property
    def deadline(self) -> float:
        """When candidates must be done, of `time.monotonic()`; what comes after is for the last check of the winner."""
        return self.began + self.budget_s - max(LEAST_RESERVE_S, RESERVE_SHARE * self.budget_s)

    @property
    def over(self) -> bool:
        """Whether no further candidate should be started."""
        return time.monotonic() >= self.deadline

    def share(self, part: float, most_s: float) -> float:
        """The moment, of `time.monotonic()`, when a stage that may take this part of the budget must end."""
        return time.monotonic() + min(part * self.budget_s, most_s)
