"""Who judges what: answers of one task go to one worker, which has that task prepared. Runs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from burner_training.rewards.judgement import Answer


@dataclass
class Share:
    """Remembers which worker has which task open."""

    workers: int
    homes: dict[str, int] = field(default_factory=dict)

    def jobs(self, answers: Sequence[Answer]) -> list[list[tuple[str, list[int]]]]:
        """For each worker its jobs: a task with the places of its answers in the batch.

        A task goes where it is open, else to the worker with least to do, the largest first.
        """
        places: dict[str, list[int]] = {}
        for place, answer in enumerate(answers):
            places.setdefault(answer.task_id, []).append(place)
        found: list[list[tuple[str, list[int]]]] = [[] for _ in range(self.workers)]
        for task_id, mine in sorted(places.items(), key=lambda item: -len(item[1])):
            least = min(range(self.workers), key=lambda worker: sum(len(job[1]) for job in found[worker]))
            home = self.homes.setdefault(task_id, least)
            found[home].append((task_id, mine))
        return found
