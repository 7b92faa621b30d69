"""A run as the screens see it: its events folded, with what only a face needs: how the best changed, what is new."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from burner.events import BestChanged, CandidateJudged, CandidateProposed, Event, RunFinished, RunStarted
from burner.report.progress import Progress

State = Literal["going", "ending", "finished", "died"]
STAGES = ("target", "tests", "baseline", "noise", "candidates", "result")


@dataclass
class LiveRun:
    """One run, going on or read from the history; `arguments` are those of `burner optimize` after the target."""

    target: str
    folder: Path
    arguments: Sequence[str] = ()
    resumes: str | None = None
    profile: bool = False
    """It only measures the original."""
    progress: Progress = field(default_factory=Progress)
    state: State = "going"
    complaint: str = ""
    paused: bool = False
    pinned: str | None = None
    bests: list[tuple[float, float, str]] = field(default_factory=list)
    """Seconds since the start, speed-up and candidate, each time the best changed."""
    changed: dict[str, None] = field(default_factory=dict)
    """Candidates that are new or judged since they were last drawn, in order."""
    finished: RunFinished | None = None
    applied: bool = False
    began: float = field(default_factory=time.monotonic)
    stored: bool = False

    @classmethod
    def of(cls, target: str, folder: Path, events: Iterable[Event], resumes: str | None = None) -> LiveRun:
        """Return a run of the history."""
        run = cls(target, folder, resumes=resumes, stored=True)
        for event in events:
            run.update(event)
        run.state = "finished" if run.progress.result else "died"
        return run

    def update(self, event: Event) -> None:
        """Take one more event into account."""
        self.progress.update(event)
        match event:
            case RunStarted():
                self.began = time.monotonic() - event.at
            case CandidateProposed() | CandidateJudged():
                self.changed[event.id] = None
            case BestChanged():
                self.bests.append((event.at, event.speedup["ratio"], event.id))
            case RunFinished():
                self.finished = event
                self.state = "finished"

    @property
    def command(self) -> list[str]:
        """What starts it, after the word `burner`."""
        what = ["--resume", self.resumes] if self.resumes else [self.target]
        return ["optimize", *what, *self.arguments]

    @property
    def command_line(self) -> str:
        """The command as people type it."""
        return shlex.join(["burner", *self.command])

    @property
    def going(self) -> bool:
        """Whether its engine still works."""
        return self.state in {"going", "ending"}

    @property
    def budget_s(self) -> float:
        """All the time it has; 0 before that is known."""
        return self.progress.started.budget_s if self.progress.started else 0.0

    @property
    def elapsed_s(self) -> float:
        """Seconds since it began, as far as it came."""
        return time.monotonic() - self.began if self.going else self.progress.at_s

    @property
    def stage(self) -> int:
        """How many of `STAGES` are done."""
        progress = self.progress
        done = (progress.target, progress.workload, progress.baseline, progress.self_check)
        count = next((place for place, event in enumerate(done) if event is None), len(done))
        return len(STAGES) if progress.result else count

    @property
    def doing(self) -> str:
        """What goes on, in words."""
        progress = self.progress
        if not self.going:
            return {"finished": "finished", "died": "ended early"}[self.state]
        if self.state == "ending":
            return "ending"
        if self.paused:
            return "model paused"
        waiting = [ident for ident in progress.proposed if ident not in progress.judged]
        if waiting:
            return f"judging {waiting[-1]}"
        if progress.iteration and progress.self_check:
            return f"asking {progress.iteration.policy}, round {progress.iteration.iteration}"
        return ("starting", "running the tests", "measuring the original", "measuring the noise", "searching")[
            min(self.stage, 4)
        ]
