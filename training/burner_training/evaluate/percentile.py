"""Where a solution stands among people's: the paper's percentile, and its classes B, M, W and F. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal

Standing = Literal["B", "M", "W", "F"]
"""Better than all people, within their range ("mediocre"), worse than all, failed."""


def percentile(value: float, people: Iterable[float]) -> float:
    """The share of people's values that are at least `value`: 1 is as good as everyone's, 0 worse than all.

    Ties count for the solution, as in the paper's code.
    """
    ranked = sorted(people)
    if not ranked:
        raise ValueError("nobody to compare with")
    return 1.0 - bisect_left(ranked, value) / len(ranked)


def standing(share: float | None) -> Standing:
    """The class of a percentile; None is a failure."""
    if share is None:
        return "F"
    return "B" if share >= 1.0 else "W" if share <= 0.0 else "M"


def shares(standings: Sequence[Standing]) -> dict[Standing, float]:
    """The share of each class."""
    count = max(1, len(standings))
    return {name: standings.count(name) / count for name in ("B", "M", "W", "F")}
