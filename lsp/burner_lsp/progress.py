"""What a run is doing, in one line, and the editor's progress bar that shows it and can cancel it."""

from __future__ import annotations

import asyncio
import uuid
from typing import TYPE_CHECKING, Self

from lsprotocol import types

from burner.events import (
    BaselineMeasured,
    BestChanged,
    CandidateJudged,
    Event,
    IterationStarted,
    RunStarted,
    SelfChecked,
    WorkloadReady,
)
from burner.report import words

if TYPE_CHECKING:
    from burner_lsp.server import BurnerServer


class Course:
    """Where a run stands: its stage, how many candidates were judged, the best so far."""

    def __init__(self) -> None:
        self.stage = "reading the code"
        self.judged = 0
        self.best = ""
        self.budget_s = 0.0
        self.at_s = 0.0

    def update(self, event: Event) -> None:
        """Take in what happened."""
        self.at_s = max(self.at_s, event.at)
        match event:
            case RunStarted():
                self.budget_s, self.stage = event.budget_s, "looking for tests and recording calls"
            case WorkloadReady():
                tests = words.count(event.tests, "test")
                self.stage = f"measuring on {tests} and {words.count(event.recorded_calls, 'recorded call')}"
            case BaselineMeasured():
                self.stage = f"{words.seconds(event.time_s)} a call; measuring the machine's noise"
            case SelfChecked():
                self.stage = "looking for faster versions"
            case IterationStarted():
                self.stage = f"asking {event.policy}"
            case CandidateJudged():
                self.judged += 1
            case BestChanged():
                self.best = words.ratio(event.speedup["ratio"])

    @property
    def line(self) -> str:
        """The line for somebody who waits."""
        parts = [self.stage]
        parts += [f"{words.count(self.judged, 'candidate')} judged"] if self.judged else []
        parts += [f"best so far {self.best}"] if self.best else []
        return ", ".join(parts)

    @property
    def percentage(self) -> int:
        """How much of the budget is used; never goes back."""
        return min(99, int(100 * self.at_s / self.budget_s)) if self.budget_s else 0


class Progress:
    """Work-done progress where the editor shows it; a cancel there ends the task that runs inside."""

    def __init__(self, server: BurnerServer, title: str) -> None:
        self._server = server
        self._title = title
        self._token: str | None = None
        self._shown = ""

    async def __aenter__(self) -> Self:
        if not self._server.client.progress:
            return self
        token, progress, task = str(uuid.uuid4()), self._server.work_done_progress, asyncio.current_task()
        await progress.create_async(token)
        progress.tokens[token].add_done_callback(lambda future: task.cancel() if future.cancelled() and task else None)
        progress.begin(token, types.WorkDoneProgressBegin(self._title, cancellable=True, percentage=0))
        self._token = token
        return self

    def report(self, line: str, percentage: int = 0) -> None:
        """Show what goes on, if it is something new."""
        if self._token is not None and line != self._shown:
            self._shown = line
            said = types.WorkDoneProgressReport(cancellable=True, message=line, percentage=percentage)
            self._server.work_done_progress.report(self._token, said)

    async def __aexit__(self, *_: object) -> None:
        if self._token is not None:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
            self._server.work_done_progress.tokens.pop(self._token, None)
