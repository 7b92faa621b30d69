"""A run as far as its events tell it: the one fold that the live view, the summaries and failed documents share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from burner.errors import BurnerError
from burner.events import (
    BaselineMeasured,
    BestChanged,
    CandidateJudged,
    CandidateProposed,
    Event,
    IterationStarted,
    Log,
    RunFinished,
    RunStarted,
    SelfChecked,
    TargetResolved,
    WorkloadReady,
)
from burner.report.document import Baseline, Candidate, Document, Evidence, Target, build_result


@dataclass
class Progress:
    """What is known of a run after the events given to `update` so far."""

    started: RunStarted | None = None
    target: TargetResolved | None = None
    workload: WorkloadReady | None = None
    baseline: BaselineMeasured | None = None
    self_check: SelfChecked | None = None
    iteration: IterationStarted | None = None
    proposed: dict[str, CandidateProposed] = field(default_factory=dict)
    judged: dict[str, CandidateJudged] = field(default_factory=dict)
    best: BestChanged | None = None
    bests: list[BestChanged] = field(default_factory=list)
    logs: list[Log] = field(default_factory=list)
    finished: RunFinished | None = None
    result: Document | None = None
    at_s: float = 0.0

    @classmethod
    def of(cls, events: Iterable[Event]) -> Progress:
        """Return the fold of all `events`."""
        progress = cls()
        for event in events:
            progress.update(event)
        return progress

    def update(self, event: Event) -> None:
        """Take one more event into account."""
        self.at_s = max(self.at_s, event.at)
        match event:
            case RunStarted():
                self.started = event
            case TargetResolved():
                self.target = event
            case WorkloadReady():
                self.workload = event
            case BaselineMeasured():
                self.baseline = event
            case SelfChecked():
                self.self_check = event
            case IterationStarted():
                self.iteration = event
            case CandidateProposed():
                self.proposed[event.id] = event
            case CandidateJudged():
                self.judged[event.id] = event
            case BestChanged():
                self.best = event
                self.bests.append(event)
            case RunFinished():
                self.finished = event
                self.result = event.result
            case Log():
                self.logs.append(event)

    @property
    def document(self) -> Document:
        """The result document of a run that ended."""
        if self.result is None:
            raise RuntimeError("a run ends with run_finished")
        return self.result

    @property
    def run(self) -> str:
        """The run's id, empty before it began."""
        return self.started.run if self.started else ""

    def verdicts(self) -> Counter[str]:
        """Return how many candidates got which verdict."""
        return Counter(event.verdict for event in self.judged.values())

    def candidates(self) -> list[Candidate]:
        """Return the judged candidates in the order in which they were judged."""
        lines = []
        for judged in self.judged.values():
            proposed = self.proposed.get(judged.id)
            lines.append(
                Candidate(
                    id=judged.id,
                    parent=proposed.parent if proposed else None,
                    iteration=proposed.iteration if proposed else 0,
                    origin=proposed.origin if proposed else {},
                    verdict=judged.verdict,
                    stage=judged.stage,
                    reason=judged.reason,
                    counter_example=judged.counter_example,
                    speedup=judged.speedup,
                    judge_s=judged.judge_s,
                )
            )
        return lines


def failed_document(progress: Progress, error: BurnerError, objective: str = "time") -> Document:
    """Return the document of a run that `error` ended, with all that was known by then."""
    target, workload, baseline = progress.target, progress.workload, progress.baseline
    reported = measured = counted = None
    if target is not None:
        reported = Target(
            file=target.file, qualname=target.qualname, first_line=target.first_line, last_line=target.last_line
        )
    if baseline is not None:
        measured = Baseline(
            time_s=baseline.time_s,
            peak_memory_bytes=baseline.peak_memory_bytes,
            integral_byte_s=baseline.integral_byte_s,
            growth=baseline.growth,
        )
    if workload is not None:
        counted = Evidence(
            tests=workload.tests,
            recorded_calls=workload.recorded_calls,
            generated_calls=workload.generated_calls,
        )
    return build_result(
        run=progress.run,
        target=reported,
        objective=progress.started.objective if progress.started else objective,
        baseline=measured,
        evidence=counted,
        self_check_spread=progress.self_check.spread if progress.self_check else None,
        candidates=progress.candidates(),
        wall_s=progress.at_s,
        judge_s=sum(judged.judge_s for judged in progress.judged.values()),
        error=error,
    )
