"""Rows to train on: DS_SFT, DS_DPO and GRPO prompts as the paper describes them, with the original code in every prompt.

(The paper's released scripts leave it out; see its section 4 for what is meant.) Rows are in TRL's conversational form and
keep `task_id` and `objective`, by which rewards find their task.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from burner.errors import UsageError
from burner_training.prompts.questions import ask, exchange
from burner_training.prompts.reply import Style
from burner_training.tasks.schema import Objective, Solution, Task

Row = dict[str, Any]
OBJECTIVES: tuple[Objective, ...] = ("time", "memory", "integral")
LEAST_GAIN = 1.2
"""A pair is one where the target needs at most 1/1.2 of what the prompt's solution needs: less may be noise."""
Baseline = Literal["original", "any", "none"]


def sft_rows(
    tasks: Iterable[Task],
    style: Style = "paper",
    objectives: Sequence[Objective] = ("time",),
    per_task: int = 4,
    seed: int = 0,
) -> list[Row]:
    """Slow in the prompt, fast as the target, at most `per_task` pairs of each task and objective.

    Of a task that nobody measured the first and the last solution make a pair, where they are known to be slow and fast.
    Raises UsageError where no pair is left.
    """
    found = []
    for task in tasks:
        if style == "product" and task.kind == "program":
            continue
        for objective in objectives:
            pairs = [*_pairs(task, objective)]
            if task.ranked and len(task.humans) > 1 and not any(human.measured for human in task.humans):
                pairs = [(task.original, task.humans[-1])]
            random.Random(f"{seed} {task.id} {objective}").shuffle(pairs)
            for slow, fast in pairs[:per_task]:
                said = exchange(task, slow, fast, objective, style, thought(slow, fast))
                if said is not None:
                    question, reply = said
                    found.append(_row(task, objective, question.messages, completion=[_said(reply)]))
    if not found:
        raise UsageError(
            "no task has a slow and a fast solution", "measure the data set first: burner train data measure"
        )
    return found


def dpo_rows(
    tasks: Iterable[Task],
    style: Style = "paper",
    objectives: Sequence[Objective] = ("time",),
    per_task: int = 4,
    seed: int = 0,
) -> list[Row]:
    """Of three solutions the best is chosen, the worst rejected, and the middle one is the prompt's original.

    Raises UsageError where no task has three that differ.
    """
    found = []
    for task in tasks:
        if style == "product" and task.kind == "program":
            continue
        for objective in objectives:
            ranked = _ranked(task, objective)
            chance = random.Random(f"{seed} {task.id} {objective}")
            seen: set[tuple[str, str]] = set()
            for _ in range(4 * per_task if len(ranked) > 2 else 0):
                best, middle, worst = (ranked[place] for place in sorted(chance.sample(range(len(ranked)), 3)))
                if (best.code, worst.code) in seen or not _gains(worst, best, objective) or len(seen) >= per_task:
                    continue
                seen.add((best.code, worst.code))
                chosen = exchange(task, middle, best, objective, style, thought(middle, best))
                rejected = exchange(task, middle, worst, objective, style, thought(middle, worst))
                if chosen is not None and rejected is not None:
                    replies = {"chosen": [_said(chosen[1])], "rejected": [_said(rejected[1])]}
                    found.append(_row(task, objective, chosen[0].messages, **replies))
    if not found:
        raise UsageError("no task has three solutions that differ", "preferences need measured human solutions")
    return found


def prompt_rows(
    tasks: Iterable[Task],
    style: Style = "paper",
    objectives: Sequence[Objective] = ("time",),
    baseline: Baseline = "original",
    seed: int = 0,
) -> list[Row]:
    """One prompt of each task and objective, without answers: what GRPO trains on.

    `baseline` "any" takes any solution of the task, failing ones included, as the paper does. Raises UsageError for
    tasks without tests, which nothing can judge. In the product's form the last message is the beginning that answers
    are forced to have, as `burner optimize` forces them.
    """
    found = []
    for task in tasks:
        if not task.checkable:
            raise UsageError(f"task {task.id} has no tests", "a reward needs tests: burner train data measure drops it")
        if style == "product" and task.kind == "program":
            continue
        for objective in objectives:
            chosen = _baseline(task, baseline, f"{seed} {task.id} {objective}")
            question = ask(task, chosen, objective, style)
            found.append(_row(task, objective, question.begun, baseline=None if chosen is None else chosen.code))
    return found


def thought(before: Solution, after: Solution) -> str:
    """One sentence to think: what was measured. Nobody wrote down what people thought."""
    if before.measured is None or after.measured is None or not before.measured.passed:
        return "The original does more work than the result needs."
    ratio = before.measured.time_s / max(after.measured.time_s, 1e-12)
    kept = before.measured.peak_memory_bytes / max(after.measured.peak_memory_bytes, 1)
    return f"The original does more work than the result needs: {ratio:.1f}x the time and {kept:.1f}x the memory."


def _baseline(task: Task, which: Baseline, seed: str) -> Solution | None:
    if which == "none":
        return None
    if which == "original" or not task.humans:
        return task.original
    return random.Random(seed).choice(task.humans)


def _pairs(task: Task, objective: Objective) -> Iterator[tuple[Solution, Solution]]:
    ranked = _ranked(task, objective)
    for place, fast in enumerate(ranked):
        for slow in ranked[place + 1 :]:
            if _gains(slow, fast, objective):
                yield slow, fast


def _ranked(task: Task, objective: Objective) -> list[Solution]:
    """The measured solutions that pass, the best first, each text once."""
    known = {human.code: human for human in (task.original, *task.humans)}
    passing = [human for human in known.values() if human.measured is not None and human.measured.passed]
    return sorted(passing, key=lambda human: _value(human, objective))


def _gains(slow: Solution, fast: Solution, objective: Objective) -> bool:
    return _value(slow, objective) >= LEAST_GAIN * _value(fast, objective)


def _value(solution: Solution, objective: Objective) -> float:
    return solution.measured.of(objective) if solution.measured is not None else 0.0


def _said(content: str) -> dict[str, str]:
    return {"role": "assistant", "content": content}


def _row(task: Task, objective: Objective, messages: Sequence[Any], **columns: Any) -> Row:
    said = [dict(message) for message in messages]
    return {"prompt": said, **columns, "task_id": task.id, "objective": objective}
