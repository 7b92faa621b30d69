"""Reward functions as TRL calls them: `(prompts, completions, **columns) -> list[float | None]`, one per term.

A batch is judged once, when the first of the terms is asked for; each row's column `task_id` names its task, the column
`baseline`, where there is one, the solution shown in its prompt. Every term is logged by TRL under its function's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from burner.errors import UsageError
from burner_training.prompts.reply import Style, code_of, well_formed
from burner_training.rewards.judgement import Answer, Judge, Judgement
from burner_training.rewards.scales import PAPER, Scale
from burner_training.rewards.weights import Weights
from burner_training.tasks.rows import TASK_ID
from burner_training.tasks.schema import Objective, Task

Completion = str | Sequence[Mapping[str, Any]]
"""Plain text, or messages of which the last is the model's."""
RewardFunction = Callable[..., list[float | None]]


class State(Protocol):
    """Of the trainer's state, what the weights follow."""

    global_step: int
    max_steps: int


class Rewards:
    """The terms of the reward for tasks, as methods to hand to `GRPOTrainer(reward_funcs=rewards.functions())`.

    `scale` says what a judgement is worth (the paper's or ours), `style` which form a reply must have, `objective` which
    quantity counts where a row has no column `objective`.
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
    ) -> None:
        self.tasks = tasks
        self.judge = judge
        self.scale = scale
        self.style: Style = style
        self.objective: Objective = objective
        self.schedule = weights or Weights()
        self._judged: tuple[list[Answer], list[Judgement]] = ([], [])

    def functions(self) -> list[RewardFunction]:
        """The terms in the order of `weights`."""
        return [self.format, self.correctness, self.efficiency]

    @property
    def weights(self) -> list[float]:
        """What TRL multiplies the terms with (`GRPOConfig.reward_weights`); efficiency's rise is in its term."""
        return [self.schedule.format, self.schedule.correctness, self.schedule.efficiency]

    def format(self, prompts: Any, completions: Sequence[Completion], **_columns: Any) -> list[float | None]:  # noqa: ARG002  # TRL's signature
        """+1 where the reply has exactly the form that was asked for, else -1."""
        return [1.0 if well_formed(text_of(reply), self.style) else -1.0 for reply in completions]

    def correctness(self, prompts: Any, completions: Sequence[Completion], **columns: Any) -> list[float | None]:  # noqa: ARG002  # TRL's signature
        """What passing or failing is worth, given whether the baseline passes; None where it can't be judged."""
        return [self.scale.correctness(found) for found in self.judgements(completions, **columns)]

    def efficiency(
        self,
        prompts: Any,  # noqa: ARG002  # TRL's signature
        completions: Sequence[Completion],
        trainer_state: State | None = None,
        **columns: Any,
    ) -> list[float | None]:
        """What the gain over the baseline is worth; grows over the steps as the weights' schedule says."""
        found = self.judgements(completions, **columns)
        asked: Sequence[Objective] = columns.get("objective") or [self.objective] * len(found)
        progress = trainer_state.global_step / max(1, trainer_state.max_steps) if trainer_state else 0.0
        rise = self.schedule.efficiency_at(progress) / (self.schedule.efficiency or 1.0)
        gains = [self.scale.efficiency(one, objective) for one, objective in zip(found, asked, strict=True)]
        return [None if gain is None else rise * gain for gain in gains]

    def judgements(self, completions: Sequence[Completion], **columns: Any) -> list[Judgement]:
        """What was found of each reply; the same batch is judged only once."""
        ids = columns.get(TASK_ID)
        if ids is None:
            raise UsageError(f"the training set has no column {TASK_ID}", "build it with burner train data build")
        baselines = columns.get("baseline") or [None] * len(ids)
        answers = [
            Answer(task_id, code_of(text_of(reply), self.style), baseline)
            for task_id, reply, baseline in zip(ids, completions, baselines, strict=True)
        ]
        if answers != self._judged[0]:
            self._judged = (answers, self.judge.judge(answers))
        return self._judged[1]


def text_of(reply: Completion) -> str:
    """The model's words in a completion."""
    return reply if isinstance(reply, str) else str(reply[-1]["content"])
