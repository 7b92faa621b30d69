"""The default judge: worker processes on this machine, which end with it however it ends.

A worker that is lost is started anew, and its answers are tried once more.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from burner.errors import BurnerError, UnavailableError, UsageError
from burner.sandbox.isolation import choose
from burner_training.rewards.judgement import Answer, Judgement, unjudged
from burner_training.rewards.share import Share
from burner_training.tasks.schema import Objective, Task

WORKERS = 2
TRIES = 2


class PoolJudge:
    """Judges batches on `workers` processes; raises UnavailableError at once where there is no sandbox."""

    def __init__(
        self, tasks: Mapping[str, Task], workers: int = WORKERS, objective: Objective = "time", seed: int = 0
    ) -> None:
        choose()
        self.tasks = tasks
        self._settings = (objective, seed)
        self._share = Share(workers)
        self._workers: list[_Worker | None] = [None] * workers

    def judge(self, answers: Sequence[Answer]) -> list[Judgement]:
        """One judgement per answer, in their order; raises UsageError for a task that nobody knows."""
        refuse_unknown(self.tasks, answers)
        found: list[Judgement] = [unjudged("no worker took it")] * len(answers)
        jobs = [[(job, 1) for job in mine] for mine in self._share.jobs(answers)]
        busy: dict[Connection, int] = {}

        def start(which: int) -> None:
            if jobs[which]:
                (task_id, places), _ = jobs[which][0]
                worker = self._worker(which)
                if worker.send(self.tasks[task_id], [answers[place] for place in places]):
                    busy[worker.connection] = which
                else:
                    lost(which)

        def lost(which: int) -> None:
            self._end(which)
            (task_id, places), tried = jobs[which].pop(0)
            if tried < TRIES:
                jobs[which].insert(0, ((task_id, places), tried + 1))
            else:
                for place in places:
                    found[place] = unjudged("the worker that judged it ended")
            start(which)

        for which in range(len(jobs)):
            start(which)
        while busy:
            ready = wait([*busy])
            for connection in [known for known in busy if known in ready]:
                which = busy.pop(connection)
                try:
                    reply = connection.recv()
                except (EOFError, OSError):
                    lost(which)
                    continue
                if isinstance(reply, BurnerError):
                    self.close()
                    raise reply
                (_, places), _ = jobs[which].pop(0)
                for place, judgement in zip(places, reply, strict=True):
                    found[place] = judgement
                start(which)
        return found

    def close(self) -> None:
        """End every process."""
        for which in range(len(self._workers)):
            self._end(which)

    def _worker(self, which: int) -> _Worker:
        worker = self._workers[which]
        if worker is None:
            worker = self._workers[which] = _Worker(self._settings)
        return worker

    def _end(self, which: int) -> None:
        worker = self._workers[which]
        if worker is not None:
            worker.end()
        self._workers[which] = None


class _Worker:
    def __init__(self, settings: tuple[Objective, int]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve, args=(theirs, *settings), daemon=True)
        self.process.start()
        theirs.close()

    def send(self, task: Task, answers: list[Answer]) -> bool:
        """Whether the worker still takes jobs."""
        try:
            self.connection.send((task, answers))
        except OSError:
            return False
        return True

    def end(self) -> None:
        """Let it end by itself, as it does where nobody holds the other end of its pipe; then make sure."""
        self.connection.close()
        self.process.join(5.0)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def serve(connection: Connection, objective: Objective, seed: int) -> None:
    """A worker's life: takes jobs until the other end is gone."""
    from burner_training.rewards.desk import Desk

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears an interrupt and ends its workers
    try:
        desk = Desk(objective, seed)
    except UnavailableError as error:
        desk = None
        failure: Any = error
    try:
        while True:
            task, answers = connection.recv()
            if desk is None:
                connection.send(failure)
                continue
            try:
                connection.send(desk.judge(task, answers))
            except UnavailableError as error:
                connection.send(error)
    except (EOFError, OSError):
        pass
    finally:
        if desk is not None:
            desk.close()
        sys.stderr.flush()


def refuse_unknown(tasks: Mapping[str, Task], answers: Sequence[Answer]) -> None:
    """Raise UsageError where an answer names a task that is not in the data set, or one without tests."""
    for task_id in dict.fromkeys(answer.task_id for answer in answers):
        task = tasks.get(task_id)
        if task is None:
            raise UsageError(f"there is no task {task_id}", "prompts and tasks must come from one data set")
        if not task.checkable:
            raise UsageError(f"task {task_id} has no tests", "a reward needs tests: burner train data measure drops it")
