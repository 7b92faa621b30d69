"""Opens the judge that a recipe names."""

from __future__ import annotations

from collections.abc import Mapping

from burner.errors import UsageError
from burner_training.rewards.judgement import Judge
from burner_training.tasks.schema import Objective, Task


def open_judge(
    tasks: Mapping[str, Task], workers: int | str = 2, objective: Objective = "time", seed: int = 0
) -> Judge:
    """The judge for `reward.workers`: a number of local processes, "ray", or "ray:N" for N actors.

    Raises UnavailableError where no sandbox works: nothing is judged, and so nothing trained, without one.
    """
    if isinstance(workers, int) or workers.isdigit():
        from burner_training.rewards.pool import PoolJudge

        return PoolJudge(tasks, max(1, int(workers)), objective, seed)
    kind, _, count = workers.partition(":")
    if kind != "ray" or (count and not count.isdigit()):
        raise UsageError(f"reward.workers is {workers!r}", 'give a number of processes, "ray", or "ray:N"')
    from burner_training.rewards.cluster import RayJudge

    return RayJudge(tasks, int(count or 2), objective, seed)
