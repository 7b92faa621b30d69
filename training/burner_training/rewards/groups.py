"""What a group of answers to one prompt, or the turns of one conversation, say together. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

Reward = float | None


def informative(rewards: Sequence[Reward], group_size: int, tolerance: float = 1e-6) -> list[bool]:
    """For each reward whether its group's differ: where all are equal there is nothing to learn (after DAPO)."""
    found: list[bool] = []
    for start in range(0, len(rewards), group_size):
        group = [reward for reward in rewards[start : start + group_size] if reward is not None]
        differ = len(group) > 1 and max(group) - min(group) > tolerance
        found += [differ] * len(rewards[start : start + group_size])
    return found


def credited(
    rewards: Sequence[Reward], episodes: Sequence[Hashable], turns: Sequence[int], discount: float
) -> list[Reward]:
    """Each turn's reward and, discounted, those of later turns of its episode that it led to (after Kevin, 2507.11948)."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, episode in enumerate(episodes):
        places[episode].append(place)
    found: list[Reward] = [*rewards]
    for mine in places.values():
        later = 0.0
        for place in sorted(mine, key=lambda one: -turns[one]):
            reward = rewards[place]
            if reward is None:
                later *= discount
                continue
            later = reward + discount * later
            found[place] = later
    return found
