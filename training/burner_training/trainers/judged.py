"""The rewards of a GRPO run: burner's judge on the tasks of a data set, or functions that the recipe names."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from burner.errors import UsageError
from burner_training.recipes.schema import Recipe, Stage

Functions = tuple[Sequence[Callable[..., Any]], Sequence[float] | None]


@contextlib.contextmanager
def judged(stage: Stage, recipe: Recipe, tasks: Path, rows: Any) -> Iterator[Functions]:
    """The reward functions and their weights while the judge is open; none for stages that need no reward.

    Raises UsageError where rows name tasks that aren't there or are kept for testing, UnavailableError without a sandbox.
    """
    if stage != "grpo":
        yield (), None
        return
    if recipe.reward.functions:
        yield [imported(path) for path in recipe.reward.functions], None
        return
    from burner_training.rewards.functions import Rewards
    from burner_training.rewards.open import open_judge
    from burner_training.rewards.scales import SCALES
    from burner_training.tasks.rows import load

    known = {task.id: task for task in load(tasks)}
    _fit(rows["task_id"], known, tasks)
    reward = recipe.reward
    judge = open_judge(known, reward.workers, reward.objective)
    try:
        rewards = Rewards(known, judge, scale=SCALES[reward.scale], style=reward.style, objective=reward.objective)
        yield rewards.functions(), rewards.weights
    finally:
        judge.close()


def _fit(ids: Sequence[str], known: dict[str, Any], tasks: Path) -> None:
    for name in ids:
        if name not in known:
            raise UsageError(f"the rows name a task {name} that {tasks} doesn't have", "make both of one data set")
        if known[name].split != "train":
            raise UsageError(f"the rows name {name}, which is kept for testing", "train on the split `train` only")


def imported(path: str) -> Callable[..., Any]:
    """The function of a dotted path; UsageError where there is none."""
    module, _, name = path.rpartition(".")
    try:
        found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(
            f"reward.functions names {path}, which can't be imported: {error}", "check the path"
        ) from error
    return found
