"""Reward functions as TRL calls them: `(prompts, completions, **columns) -> list[float | None]`, one per term.

A batch is judged once, when the first of the terms is asked for; each row's column `task_id` names its task, the column
`baseline`, where there is one, the solution shown in its prompt. Every term is logged by TRL under its function's name.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from burner.errors import UsageError
from burner_training.prompts.reply import Style, code_of, well_formed
from burner_training.rewards.groups import credited, informative
from burner_training.rewards.judgement import Answer, Judge, Judgement
from burner_training.rewards.scales import PAPER, Scale
from burner_training.rewards.weights import Weights
from burner_training.tasks.rows import TASK_ID
from burner_training.tasks.schema import Objective, Task

Completion = str | Sequence[Mapping[str, Any]]
"""Plain text, or messages of which the last is the model's."""
TWICE = 2.0
Prompts = Sequence[Completion] | None
RewardFunction = Callable[..., list[float | None]]


class State(Protocol):
    """Of the trainer's state, what the weights follow."""

    global_step: int
    max_steps: int


class Rewards:
    """The terms of the reward for tasks, as methods to hand to `GRPOTrainer(reward_funcs=rewards.functions())`.

    `scale` says what a judgement is worth (the paper's or ours), `style` which form a reply must have, `objective` which
    quantity counts where a row has no column `objective`. With `group_size` (TRL's `num_generations`) the terms are None
    for groups in which all answers are worth the same. With `discount`, a turn is credited with what later turns of its
    `episode` were worth; rows then have the columns `episode` and `turn`.
    """

    def __init__(
        self,
        tasks: Mapping[str, Task],
        judge: Judge,
        weights: Weights | None = None,
        *,
        scale: Scale = PAPER,
        style: Style = "paper",
        objective: Objective = "time",
        group_size: int | None = None,
        discount: float | None = None,
    ) -> None:
        self.tasks = tasks
        self.judge = judge
        self.scale = scale
        self.style: Style = style
        self.objective: Objective = objective
        self.schedule = weights or Weights()
        self.group_size = group_size
        self.discount = discount
        self._judged: tuple[list[Answer], list[Judgement]] = ([], [])

    def functions(self) -> list[RewardFunction]:
        """The terms in the order of `weights`."""
        return [self.format, self.correctness, self.efficiency]

    @property
    def weights(self) -> list[float]:
        """What TRL multiplies the terms with (`GRPOConfig.reward_weights`); efficiency's rise is in its term."""
        return [self.schedule.format, self.schedule.correctness, self.schedule.efficiency]

    def format(self, prompts: Prompts, completions: Sequence[Completion], **columns: Any) -> list[float | None]:
        """+1 where the reply has exactly the form that was asked for, else -1."""
        replies = whole_replies(prompts, completions)
        return self._kept(self._forms(replies), replies, columns)

    def correctness(self, prompts: Prompts, completions: Sequence[Completion], **columns: Any) -> list[float | None]:
        """What passing or failing is worth, given whether the baseline passes; None where it can't be judged."""
        replies = whole_replies(prompts, completions)
        found = self.judgements(replies, **columns)
        self._log(found, columns)
        return self._kept(self._correct(found), replies, columns)

    def efficiency(self, prompts: Prompts, completions: Sequence[Completion], **columns: Any) -> list[float | None]:
        """What the gain over the baseline is worth; grows over the steps as the weights' schedule says."""
        replies = whole_replies(prompts, completions)
        return self._kept(self._gained(replies, columns), replies, columns)

    def total(self, prompts: Prompts, completions: Sequence[Completion], **columns: Any) -> list[float | None]:
        """The whole reward, as TRL adds the terms up; groups that are all equal and later turns are not looked at."""
        replies = whole_replies(prompts, completions)
        terms = (self._forms(replies), self._correct(self.judgements(replies, **columns)))
        gained = self._gained(replies, columns)
        return [
            None if right is None or gain is None else self._sum(form or 0.0, right, gain)
            for form, right, gain in zip(*terms, gained, strict=True)
        ]

    def _sum(self, form: float, right: float, gain: float) -> float:
        return sum(weight * term for weight, term in zip(self.weights, (form, right, gain), strict=True))

    def _forms(self, replies: Sequence[str]) -> list[float | None]:
        return [1.0 if well_formed(reply, self.style) else -1.0 for reply in replies]

    def _correct(self, found: Sequence[Judgement]) -> list[float | None]:
        return [self.scale.correctness(one) for one in found]

    def _gained(self, replies: Sequence[str], columns: Mapping[str, Any]) -> list[float | None]:
        found = self.judgements(replies, **columns)
        asked: Sequence[Objective] = columns.get("objective") or [self.objective] * len(found)
        state: State | None = columns.get("trainer_state")
        progress = state.global_step / max(1, state.max_steps) if state is not None else 0.0
        rise = self.schedule.efficiency_at(progress) / (self.schedule.efficiency or 1.0)
        gains = [self.scale.efficiency(one, objective) for one, objective in zip(found, asked, strict=True)]
        return [None if gain is None else rise * gain for gain in gains]

    def _kept(self, term: list[float | None], replies: Sequence[str], columns: Mapping[str, Any]) -> list[float | None]:
        """A term with later turns' credit, and without the groups that teach nothing."""
        if self.discount is not None and columns.get("episode") is not None:
            term = credited(term, columns["episode"], columns["turn"], self.discount)
        if self.group_size is None:
            return term
        differ = informative(self.total(None, replies, **columns), self.group_size)
        return [reward if teaches else None for reward, teaches in zip(term, differ, strict=True)]

    def _log(self, found: Sequence[Judgement], columns: Mapping[str, Any]) -> None:
        """Tell the trainer what became of the answers."""
        log_metric, log_extra = columns.get("log_metric"), columns.get("log_extra")
        if log_metric is not None:
            for name, value in measures(found).items():
                log_metric(f"judge/{name}", value)
        if log_extra is not None:
            log_extra("verdict", [one.verdict if one.judged else "unjudged" for one in found])
            log_extra("speedup", [one.speedup if one.speedup is not None else math.nan for one in found])

    def judgements(self, replies: Sequence[str], **columns: Any) -> list[Judgement]:
        """What was found of each reply; the same batch is judged only once."""
        ids = columns.get(TASK_ID)
        if ids is None:
            raise UsageError(f"the training set has no column {TASK_ID}", "build it with burner train data build")
        baselines = columns.get("baseline") or [None] * len(ids)
        answers = [
            Answer(task_id, code_of(reply, self.style), baseline)
            for task_id, reply, baseline in zip(ids, replies, baselines, strict=True)
        ]
        if answers != self._judged[0]:
            self._judged = (answers, self.judge.judge(answers))
        return self._judged[1]


def whole_replies(prompts: Prompts, completions: Sequence[Completion]) -> list[str]:
    """The replies as the model gave them, with the beginning that their prompts force them to have."""
    texts = [text_of(reply) for reply in completions]
    if prompts is None:
        return texts
    return [_begun(prompt) + text for prompt, text in zip(prompts, texts, strict=True)]


def _begun(prompt: Completion) -> str:
    if isinstance(prompt, str) or not prompt or prompt[-1]["role"] != "assistant":
        return ""
    return str(prompt[-1]["content"])


def text_of(reply: Completion) -> str:
    """The model's words in a completion."""
    return reply if isinstance(reply, str) else str(reply[-1]["content"])


def measures(found: Sequence[Judgement]) -> dict[str, float]:
    """Shares of a batch: passed, each verdict, at least 2x; the median speed-up of what passed; seconds per answer."""
    count = max(1, len(found))
    ratios = [one.speedup for one in found if one.passed and one.speedup is not None]
    verdicts = Counter(one.verdict if one.judged else "unjudged" for one in found)
    return {
        "passed": sum(one.passed for one in found) / count,
        "twice": sum(one.verdict == "better" and (one.speedup_low or 0.0) >= TWICE for one in found) / count,
        "speedup": statistics.median(ratios) if ratios else 1.0,
        "seconds": sum(one.judge_s for one in found) / count,
        **{f"verdict/{verdict}": share / count for verdict, share in sorted(verdicts.items())},
    }
