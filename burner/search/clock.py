"""The time of one run: when it began, what it may take, and what is kept back for the last check."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

RESERVE_SHARE, MOST_RESERVE_SHARE = 0.12, 0.3
LEAST_RESERVE_S = 3.0
LAST_CHECK = 2.5
"""The last check of a winner takes so many times as long as its first judgement, at the most."""


@dataclass
class RunClock:
    """Counts from its creation; `budget_s` is the whole wall time."""

    budget_s: float
    began: float = field(default_factory=time.monotonic)
    model_s: float = 0.0
    judge_s: float = 0.0
    reserve_s: float = LEAST_RESERVE_S

    def __post_init__(self) -> None:
        self.reserve_s = max(LEAST_RESERVE_S, RESERVE_SHARE * self.budget_s)

    def keep(self, judged_s: float) -> None:
        """Keep back what the last check of a version will take that was judged in so many seconds."""
        wanted_s = min(LAST_CHECK * judged_s, MOST_RESERVE_SHARE * self.budget_s)
        self.reserve_s = max(self.reserve_s, wanted_s)

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    @property
    def deadline(self) -> float:
        """When candidates must be done, of `time.monotonic()`; what comes after is for the last check of the winner."""
        return self.began + self.budget_s - self.reserve_s

    @property
    def over(self) -> bool:
        """Whether no further candidate should be started."""
        return time.monotonic() >= self.deadline

    def share(self, part: float, most_s: float) -> float:
        """The moment, of `time.monotonic()`, when a stage that may take this part of the budget must end.

        Once stages before it have taken more than half of the budget, the parts shrink with what is left.
        """
        now = time.monotonic()
        return now + min(part * self.budget_s, 2 * part * max(0.0, self.deadline - now), most_s)
