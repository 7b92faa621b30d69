"""Which strategies paid in this project so far: an asymmetric bandit, since only gains are rewarded.

A strategy that brought better versions comes earlier, one that never did later; none is dropped, since every one gets its
turn in a run before any gets its next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

PRIOR_TRIES, PRIOR_WINS = 4.0, 1.0
"""What every strategy is believed to have behind it: one gain in four tries (about what leads bring with the default model)."""


def family(strategy: str) -> str:
    """A strategy without the line of the fault: "data_structure:list_membership:21:lead" without its 21."""
    return ":".join(part for part in strategy.split(":") if not part.isdecimal())


def factors(outcomes: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """Family -> how much likelier than usual it brings a better version, from (strategy, whether it did)."""
    tries: Counter[str] = Counter()
    wins: Counter[str] = Counter()
    for strategy, better in outcomes:
        tries[family(strategy)] += 1
        wins[family(strategy)] += better
    usual = PRIOR_WINS / PRIOR_TRIES
    return {name: (wins[name] + PRIOR_WINS) / (count + PRIOR_TRIES) / usual for name, count in tries.items()}


def place(index: int, strategy: str, luck: Mapping[str, float]) -> float:
    """Where a strategy stands that is the index-th likeliest by what is known of the function: smaller comes first."""
    return (index + 1) / luck.get(family(strategy), 1.0)
