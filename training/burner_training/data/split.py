"""Splits tasks by problem: no problem is on both sides, and none in train is nearly one in test."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from burner.errors import UsageError
from burner_training.data.near import near_duplicates
from burner_training.tasks.schema import Task


@dataclass(frozen=True)
class Divided:
    """Both sides, and the ids left out of train with the test task each is near."""

    train: tuple[Task, ...]
    test: tuple[Task, ...]
    dropped: dict[str, str]


def divide(
    tasks: Sequence[Task], test_share: float, seed: int = 0, sources: Iterable[str] = (), whole: Iterable[str] = ()
) -> Divided:
    """Put about `test_share` of the problems aside, by a hash of their names, so that more tasks change no side.

    A task that its source put into test stays there, with its whole problem. With `sources`, only problems of those are
    drawn for test; those of `whole` are all for test. Tasks that can't be checked are never in test.
    """
    if not 0 <= test_share < 1:
        raise UsageError(f"a test share of {test_share} leaves nothing to train on", "give a share below 1, like 0.15")
    chosen, reserved = set(sources), set(whole)
    fixed = {task.problem for task in tasks if task.split == "test" or task.source in reserved}
    drawn = {
        task.problem
        for task in tasks
        if task.checkable and (not chosen or task.source in chosen) and _draw(task.problem, seed) < test_share
    }
    aside = fixed | drawn
    test = tuple(replace(task, split="test") for task in tasks if task.problem in aside and task.checkable)
    rest = [task for task in tasks if task.problem not in aside]
    near = near_duplicates(rest, test)
    unused = {task.id: task.problem for task in tasks if task.problem in aside and not task.checkable}
    train = tuple(replace(task, split="train") for task in rest if task.id not in near)
    return Divided(train, test, {**near, **unused})


def refuse_leaks(train: Sequence[Task], test: Sequence[Task], *, near: bool = True) -> None:
    """Raise UsageError where a task to train on is one to be tested on, or (`near`) nearly."""
    problems = {task.problem: task.id for task in test}
    leaks = {task.id: problems[task.problem] for task in train if task.problem in problems}
    leaks |= {task.id: "the test split itself" for task in train if task.split == "test"}
    if near:
        leaks |= near_duplicates([task for task in train if task.id not in leaks], test)
    if leaks:
        shown = "; ".join(f"{task} is {other}" for task, other in [*leaks.items()][:3])
        raise UsageError(f"{len(leaks)} tasks to train on are in the test split: {shown}", "burner train data split")


def _draw(problem: str, seed: int) -> float:
    return int.from_bytes(hashlib.sha256(f"{seed} {problem}".encode()).digest()[:8], "big") / 2**64
