"""A run as lines on stderr, one per stage and candidate: for pipes, logs and dumb terminals."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from burner.cli import diagnostics
from burner.events import (
    BaselineMeasured,
    BestChanged,
    CandidateJudged,
    Event,
    IterationStarted,
    Log,
    RunStarted,
    SelfChecked,
    TargetResolved,
    WorkloadReady,
)
from burner.report import words
from burner.report.progress import Progress


class LinesView:
    """Prints each event that a reader wants to know; `verbose` adds debug messages."""

    def __init__(self, *, verbose: bool = False) -> None:
        self._verbose = verbose

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def show(self, event: Event, progress: Progress) -> None:
        """Print one event; `progress` already knows it."""
        if isinstance(event, Log):
            show_log(event, verbose=self._verbose)
        else:
            for line in event_lines(event, progress):
                diagnostics.note(line)


class QuietView(LinesView):
    """Shows warnings only."""

    def show(self, event: Event, progress: Progress) -> None:  # noqa: ARG002  # the view's signature
        """Print a warning; drop all else."""
        if isinstance(event, Log) and event.level in {"warning", "error"}:
            show_log(event, verbose=False)


def show_log(event: Log, *, verbose: bool) -> None:
    """Print a message of the search at its level."""
    if event.level in {"warning", "error"}:
        diagnostics.warn(event.message)
    elif event.level == "info" or verbose:
        diagnostics.note(f"  {event.message}")


def event_lines(event: Event, progress: Progress) -> list[str]:
    """Return what an event says, in no, one or several lines."""
    match event:
        case RunStarted():
            resumed = f", resumes {event.resumes}" if event.resumes else ""
            return [f"run {event.run}: policy {event.policy}, objective {event.objective}, seed {event.seed}{resumed}"]
        case TargetResolved():
            return [f"target: {event.qualname}, lines {event.first_line}-{event.last_line}"]
        case WorkloadReady():
            counted = (
                words.count(event.tests, "test"),
                words.count(event.recorded_calls, "recorded call"),
                words.count(event.generated_calls, "generated call"),
            )
            return [f"workload: {', '.join(counted)}", *(f"  set aside: {reason}" for reason in event.set_aside)]
        case BaselineMeasured():
            parts = [f"{words.seconds(event.time_s)} per call" + (f" ({event.input})" if event.input else "")]
            if event.peak_memory_bytes is not None:
                parts.append(words.size(event.peak_memory_bytes))
            if event.growth:
                parts.append(words.growth(event.growth))
            return [f"baseline: {', '.join(parts)}"]
        case SelfChecked():
            return [f"self-check: identical code differed by {event.spread:.1%} ({event.clock} clock)"]
        case IterationStarted():
            return [f"iteration {event.iteration}: {event.policy}" + (f" from {event.parent}" if event.parent else "")]
        case CandidateJudged():
            return [f"  {candidate_line(event, progress)}"]
        case BestChanged():
            return [f"best so far: {event.id}, {words.speedup(event.speedup)}"]
        case _:
            return []


def candidate_line(event: CandidateJudged, progress: Progress) -> str:
    """Return "+ c3 rule BRN101: better, 3.21x" for a judged candidate."""
    proposed = progress.proposed.get(event.id)
    by = f" {words.origin(proposed.origin)}" if proposed else ""
    figure = f", {words.ratio(event.speedup['ratio'])}" if event.speedup else ""
    reason = f" ({' '.join(event.reason.split())[:100]})" if event.reason and not event.speedup else ""
    verdict = words.VERDICT_WORDS.get(event.verdict, event.verdict)
    return f"{words.SIGNS.get(event.verdict, 'x')} {event.id}{by}: {verdict}{figure}{reason}"
