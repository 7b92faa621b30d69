"""The judge on a Ray cluster: one actor per worker, wherever Ray puts it; the same desk as in a local pool.

Every node needs burner with a sandbox of its own; where an actor finds none, nothing is judged at all.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from burner.errors import UnavailableError
from burner_training.rewards.judgement import Answer, Judgement, unjudged
from burner_training.rewards.pool import WORKERS, refuse_unknown
from burner_training.rewards.share import Share
from burner_training.tasks.schema import Objective, Task


class RayJudge:
    """Judges batches on Ray actors; `address` joins a cluster, without one (or RAY_ADDRESS) a local one is started."""

    def __init__(
        self,
        tasks: Mapping[str, Task],
        workers: int = WORKERS,
        objective: Objective = "time",
        seed: int = 0,
        address: str | None = None,
    ) -> None:
        try:
            import ray
        except ImportError as error:
            raise UnavailableError("Ray is not installed", "pip install 'burner-perf[train,ray]'") from error
        from burner_training.rewards.desk import Desk

        self._ray: Any = ray
        address = address or os.environ.get("RAY_ADDRESS")
        self._started = not ray.is_initialized()
        if self._started:
            local: dict[str, Any] = {"num_cpus": workers, "include_dashboard": False} if address is None else {}
            try:
                ray.init(address=address, log_to_driver=False, **local)
            except Exception as error:  # Ray raises nothing more special where a node does not start
                where = address or "on this machine"
                raise UnavailableError(
                    f"Ray does not start {where}: {error}", "reward.workers: 2 needs no Ray"
                ) from error
        self.tasks = tasks
        self._share = Share(workers)
        actor = ray.remote(num_cpus=1, max_restarts=1, scheduling_strategy="SPREAD")(Desk)
        self._desks = [actor.remote(objective, seed) for _ in range(workers)]
        try:
            ray.get([desk.__ray_ready__.remote() for desk in self._desks])
        except ray.exceptions.RayActorError as error:
            self._desks = []
            self.close()
            raise UnavailableError(f"a node of the cluster can't judge: {error}", "run burner doctor on it") from error

    def judge(self, answers: Sequence[Answer]) -> list[Judgement]:
        """One judgement per answer, in their order."""
        refuse_unknown(self.tasks, answers)
        found: list[Judgement] = [unjudged("no worker took it")] * len(answers)
        waiting = {}
        for desk, jobs in zip(self._desks, self._share.jobs(answers), strict=True):
            for task_id, places in jobs:
                mine = [answers[place] for place in places]
                waiting[desk.judge.remote(self.tasks[task_id], mine)] = places
        for reference, places in waiting.items():
            try:
                judgements = self._ray.get(reference)
            except self._ray.exceptions.RayTaskError as error:
                raise UnavailableError(
                    f"a worker of the cluster can't judge: {error.cause}", "burner doctor"
                ) from error
            except self._ray.exceptions.RayActorError:
                judgements = [unjudged("the worker that judged it ended")] * len(places)
            for place, judgement in zip(places, judgements, strict=True):
                found[place] = judgement
        return found

    def close(self) -> None:
        """End the actors, and the cluster where it was started here."""
        for desk in self._desks:
            self._ray.get(desk.close.remote())
            self._ray.kill(desk)
        self._desks = []
        if self._started:
            self._ray.shutdown()
