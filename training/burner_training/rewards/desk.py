"""Judges answers task by task, keeping the benches of the last tasks open: what every worker does, wherever it runs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from burner import scratch
from burner.errors import BurnerError, UnavailableError
from burner.sandbox.isolation import choose
from burner_training.rewards.bench import Bench, reason_of
from burner_training.rewards.judgement import Answer, Judgement, unjudged
from burner_training.tasks.schema import Objective, Task

OPEN = 6
"""Benches kept open; each has two processes with the task's module in them."""


class Desk:
    """One worker's benches. Raises UnavailableError, and judges nothing, where there is no sandbox."""

    def __init__(self, objective: Objective = "time", seed: int = 0) -> None:
        choose()
        self.objective: Objective = objective
        self.seed = seed
        self._benches: OrderedDict[str, Bench | str] = OrderedDict()

    def judge(self, task: Task, answers: Sequence[Answer]) -> list[Judgement]:
        """What was found of answers to one task."""
        bench = self._bench(task)
        if isinstance(bench, str):
            return [unjudged(bench) for _ in answers]
        return [bench.judge(answer.code, answer.baseline) for answer in answers]

    def close(self) -> None:
        """End every process and remove every folder."""
        while self._benches:
            self._drop()
        scratch.end()

    def _bench(self, task: Task) -> Bench | str:
        """The task's bench, or why it can't be prepared."""
        if task.id not in self._benches:
            while len(self._benches) >= OPEN:
                self._drop()
            try:
                self._benches[task.id] = Bench.opened(task, self.objective, self.seed)
            except UnavailableError:
                raise
            except BurnerError as error:
                self._benches[task.id] = reason_of(error)
        self._benches.move_to_end(task.id)
        return self._benches[task.id]

    def _drop(self) -> None:
        _, bench = self._benches.popitem(last=False)
        if isinstance(bench, Bench):
            bench.close()
