"""One run from a request to its result: the stages in order, the loop over policies, the last check of the winner.

Everything a face shows is an event yielded here; closing the generator ends every process of the run at once.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from queue import Empty, SimpleQueue
from typing import Any

from burner.errors import BudgetError, BurnerError, TargetError
from burner.events import (
    BestChanged,
    CandidateJudged,
    CandidateProposed,
    Event,
    IterationStarted,
    Log,
    RunFinished,
    RunStarted,
)
from burner.measure.growth import fit, times_at
from burner.policy.protocol import Attempt, Brief, Policy, Proposal
from burner.report.document import Baseline, Best, Candidate, Evidence, build_result, growth_json
from burner.report.document import Speedup as ReportedSpeedup
from burner.report.document import Target as ReportedTarget
from burner.report.machine import machine
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import InstallError
from burner.search.clock import RunClock
from burner.search.confirm import Confirmed, confirm, strength
from burner.search.judge import Judged
from burner.search.policies import chosen
from burner.search.prepare import Prepared, prepare, resolved
from burner.search.request import Request
from burner.search.versions import of_bytes, with_text
from burner.target import Address, Target, resolve
from burner.verify.behaviour import Side

RULE_ROUNDS = 6
FRUITLESS_ROUNDS = 3
ENOUGH_MUTANTS, STRONG, FAIR = 5, 0.9, 0.7
"""Evidence is strong where it notices this share of at least so many small faults; weak below the last."""
CLOSE = 0.93
"""Versions within 7 % of the fastest count as equally fast; then the smaller diff wins."""


@dataclass
class Entry:
    """One candidate of this run."""

    id: str
    parent: str | None
    iteration: int
    proposal: Proposal
    judged: Judged

    def reported(self) -> Candidate:
        """As in the result document."""
        found = self.judged
        return Candidate(
            id=self.id,
            iteration=self.iteration,
            origin=asdict(self.proposal.origin),
            verdict=found.verdict,
            stage=found.stage,
            reason=found.reason,
            parent=self.parent,
            counter_example=found.counter_example,
            speedup=None if found.speedup is None else found.speedup.to_json(),
            judge_s=round(found.judge_s, 3),
        )

    def attempt(self) -> Attempt:
        """As the next prompt may learn from it."""
        ratio = None if self.judged.speedup is None else self.judged.speedup.ratio
        found = self.judged
        return Attempt(self.id, self.proposal, found.verdict, found.reason, found.counter_example, ratio)


@dataclass
class Ledger:
    """The candidates so far and the best of them by the objective."""

    objective: str
    entries: list[Entry] = field(default_factory=list)

    def gain(self, entry: Entry) -> float:
        """The ratio that counts for the objective."""
        found = entry.judged
        if self.objective == "time":
            return found.speedup.ratio if found.speedup is not None else 0.0
        return (found.memory_ratio if self.objective == "memory" else found.integral_ratio) or 0.0

    def better(self) -> list[Entry]:
        """All that were judged better: the smallest diff among the about equally fast first, then by gain."""
        found = sorted(
            (entry for entry in self.entries if entry.judged.verdict == "better"), key=lambda entry: -self.gain(entry)
        )
        if not found:
            return []
        close = [entry for entry in found if self.gain(entry) >= CLOSE * self.gain(found[0])]
        first = min(close, key=lambda entry: entry.judged.rewritten.diff_lines if entry.judged.rewritten else 0)
        return [first, *(entry for entry in found if entry is not first)]

    @property
    def best(self) -> Entry | None:
        """The one that would win now."""
        return next(iter(self.better()), None)


def new_run_id() -> str:
    """A sortable id: milliseconds since the epoch and chance, in hexadecimal."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(4)}"


def optimize(
    request: Request, commands: SimpleQueue[dict[str, Any]] | None = None, past: Sequence[Attempt] = ()
) -> Iterator[Event]:
    """Run one optimisation; the last event is `RunFinished` with the result document, also when the target fails.

    `commands` takes {"command": "cancel"} and the like from a face; `past` are candidates that an earlier run of the
    same target judged.
    """
    clock = RunClock(request.budget_s)
    run = new_run_id()
    for event in _run(request, run, clock, commands or SimpleQueue(), past):
        yield replace(event, at=round(clock.elapsed_s, 3))


def _run(
    request: Request, run: str, clock: RunClock, commands: SimpleQueue[dict[str, Any]], past: Sequence[Attempt]
) -> Iterator[Event]:
    yield RunStarted(
        run=run,
        target=request.target,
        objective=request.objective,
        policy=request.policy,
        budget_s=request.budget_s,
        seed=request.seed,
        python=request.python or "",
        resumes=request.resume,
    )
    target: Target | None = None
    try:
        target = resolved(request)
        with ExitStack() as stack:
            policies, logs = chosen(request, stack)
            yield from logs
            ready = yield from prepare(request, target, clock, stack)
            ledger = Ledger(request.objective)
            yield from _resumed(ready, ledger, past)
            yield from _search(request, ready, ledger, policies, clock, commands)
            if not ledger.entries and clock.over:
                raise BudgetError(
                    f"the budget of {request.budget_s:.0f} s ended before any candidate was judged",
                    "give more time: --budget 180s",
                )
            winner = yield from _confirmed(request, ready, ledger)
            yield RunFinished(result=_document(request, run, ready, ledger, winner, clock))
    except BurnerError as error:
        yield RunFinished(result=_failed(request, run, target, error, clock))
    except (GoneError, LateError, GarbageError, InstallError) as error:
        gone = TargetError(
            f"the original could not be run in the sandbox to the end: {error or type(error).__name__}",
            "it may use more memory or time than the sandbox allows, or end its own process",
        )
        yield RunFinished(result=_failed(request, run, target, gone, clock))


# ---- the loop


def _search(
    request: Request,
    ready: Prepared,
    ledger: Ledger,
    policies: Sequence[Policy],
    clock: RunClock,
    commands: SimpleQueue[dict[str, Any]],
) -> Iterator[Event]:
    iteration = 0
    for policy in policies:
        rounds = RULE_ROUNDS if policy.name == "rules" else 10_000
        fruitless = 0
        for _ in range(rounds):
            iteration += 1
            if clock.over or (request.iterations is not None and iteration > request.iterations):
                break
            start = ledger.best
            brief = brief_from(ready, start)
            yield IterationStarted(iteration=iteration, policy=policy.name, parent=brief.parent)
            count = len(ledger.entries)
            cancelled = yield from _iterate(request, ready, ledger, policy, brief, iteration, clock, commands)
            if cancelled:
                return
            fruitless = 0 if ledger.best is not start else fruitless + 1
            if len(ledger.entries) == count or fruitless >= (1 if policy.name == "rules" else FRUITLESS_ROUNDS):
                break


def _iterate(
    request: Request,
    ready: Prepared,
    ledger: Ledger,
    policy: Policy,
    brief: Brief,
    iteration: int,
    clock: RunClock,
    commands: SimpleQueue[dict[str, Any]],
) -> Generator[Event, None, bool]:
    attempts = [entry.attempt() for entry in ledger.entries]
    proposals = policy.propose(brief, attempts, request.candidates, clock.deadline)
    while True:
        began = time.monotonic()
        proposal = next(proposals, None)
        clock.model_s += time.monotonic() - began
        if proposal is None:
            return False
        yield from _judged(ready, ledger, brief, proposal, iteration, clock)
        if _cancelled(commands):
            return True
        if clock.over:
            return False


def _judged(
    ready: Prepared, ledger: Ledger, brief: Brief, proposal: Proposal, iteration: int, clock: RunClock
) -> Iterator[Event]:
    ident = f"c{len(ledger.entries) + 1}"
    best = ledger.best
    judged = ready.judge.judge(ident, brief, proposal, ledger.gain(best) if best else 1.0)
    clock.judge_s += judged.judge_s
    entry = Entry(ident, brief.parent, iteration, proposal, judged)
    ledger.entries.append(entry)
    made = judged.rewritten
    yield CandidateProposed(
        id=ident,
        parent=brief.parent,
        iteration=iteration,
        origin=asdict(proposal.origin),
        source="" if made is None else made.text,
        diff="" if made is None else made.diff,
    )
    yield CandidateJudged(
        id=ident,
        verdict=judged.verdict,
        stage=judged.stage,
        reason=judged.reason or proposal.note,
        counter_example=judged.counter_example,
        speedup=None if judged.speedup is None else judged.speedup.to_json(),
        memory_ratio=judged.memory_ratio,
        judge_s=round(judged.judge_s, 3),
    )
    if ledger.best is entry and judged.speedup is not None and made is not None:
        yield BestChanged(id=ident, speedup=judged.speedup.to_json(), diff=made.diff)


def brief_from(ready: Prepared, start: Entry | None) -> Brief:
    """The brief for the next iteration: the original's, or the best version's text with its own profile."""
    if start is None or start.judged.rewritten is None:
        return ready.brief
    return replace(ready.brief, text=start.judged.rewritten.text, lines=(), parent=start.id)


def _cancelled(commands: SimpleQueue[dict[str, Any]]) -> bool:
    while True:
        try:
            command = commands.get_nowait()
        except Empty:
            return False
        if command.get("command") == "cancel":
            return True


def _resumed(ready: Prepared, ledger: Ledger, past: Sequence[Attempt]) -> Iterator[Event]:
    """Take over what an earlier run judged: rejected versions are not judged again, better ones are measured anew."""
    source = ready.target.source_file
    for attempt in past:
        text = attempt.proposal.functions.get("", "")
        if not text:
            continue
        made = of_bytes(source, with_text(source, text).data)
        if attempt.verdict == "better":
            brief = replace(ready.brief, parent=None)
            functions = {name: resolve(Address(source.path, name), made.data).source for name in made.version.edits}
            proposal = Proposal(functions, attempt.proposal.origin, made.version.imports, "from the resumed run")
            judged = ready.judge.judge(attempt.id, brief, proposal, 1.0)
            ledger.entries.append(Entry(attempt.id, None, 0, proposal, judged))
        else:
            ready.judge.seen[made.digest] = attempt.id
    if past:
        yield Log(level="info", message=f"resumed with {len(past)} candidates judged before")


# ---- the end


def _confirmed(
    request: Request, ready: Prepared, ledger: Ledger
) -> Generator[Event, None, tuple[Entry, Confirmed] | None]:
    """The first of the better versions that passes the last check; the others lose their verdict."""
    for entry in ledger.better():
        result = confirm(ready, entry.judged, request.seed)
        if isinstance(result, Confirmed):
            return entry, result
        entry.judged = replace(result, rewritten=entry.judged.rewritten, speedup=None)
        yield CandidateJudged(id=entry.id, verdict=result.verdict, stage=result.stage, reason=result.reason)
    return None


def _document(
    request: Request,
    run: str,
    ready: Prepared,
    ledger: Ledger,
    winner: tuple[Entry, Confirmed] | None,
    clock: RunClock,
) -> dict[str, Any]:
    killed, mutants = strength(ready, clock.began + clock.budget_s) if ledger.entries else (0, 0)
    best = None
    if winner is not None:
        entry, confirmed = winner
        made = entry.judged.rewritten
        if made is not None:
            best = Best(
                source=made.data.decode(ready.target.source_file.encoding),
                diff=made.diff,
                origin=asdict(entry.proposal.origin),
                speedup=_reported(confirmed),
                memory_ratio=entry.judged.memory_ratio,
                integral_ratio=entry.judged.integral_ratio,
                growth=_growth_after(ready, entry),
            )
    judge = ready.judge
    return build_result(
        run=run,
        target=_reported_target(ready.target),
        objective=request.objective,
        baseline=Baseline(
            time_s=judge.main.time_s,
            peak_memory_bytes=judge.base_memory[0],
            integral_byte_s=judge.base_memory[1] * judge.main.time_s,
            growth=growth_json(ready.growth),
        ),
        best=best,
        evidence=Evidence(
            tests=ready.workload.test_count,
            recorded_calls=ready.recorded,
            generated_calls=ready.generated,
            mutants_killed=killed,
            mutants=mutants,
            equality=judge.level,
            strength=_strength(killed, mutants),
        ),
        self_check_spread=round(ready.noise, 4),
        machine=machine(),
        candidates=[entry.reported() for entry in ledger.entries],
        wall_s=round(clock.elapsed_s, 3),
        model_s=round(clock.model_s, 3),
        judge_s=round(clock.judge_s, 3),
    )


def _strength(killed: int, mutants: int) -> Any:
    if mutants == 0:
        return "fair"
    share = killed / mutants
    if mutants < ENOUGH_MUTANTS:
        return "fair" if share >= FAIR else "weak"
    return "strong" if share >= STRONG else "fair" if share >= FAIR else "weak"


def _reported(confirmed: Confirmed) -> ReportedSpeedup:
    found = confirmed.speedup
    clock: Any = found.clock
    return ReportedSpeedup(
        ratio=round(found.ratio, 4),
        low=round(found.low, 4),
        high=round(found.high, 4),
        clock=clock,
        pairs=found.pairs,
        confidence=found.confidence,
    )


def _growth_after(ready: Prepared, entry: Entry) -> dict[str, Any] | None:
    made = entry.judged.rewritten
    if ready.growing is None or made is None:
        return None
    side = Side(ready.servers[0], made.version)
    times_s = times_at(side, ready.target.qualname, ready.growing)
    if times_s is None:
        return None
    return growth_json(fit(ready.growing.way.name, ready.growing.sizes, times_s))


def _reported_target(target: Target) -> ReportedTarget:
    return ReportedTarget(
        file=str(target.source_file.path),
        qualname=target.qualname,
        first_line=target.first_line,
        last_line=target.last_line,
    )


def _failed(request: Request, run: str, target: Target | None, error: BurnerError, clock: RunClock) -> dict[str, Any]:
    return build_result(
        run=run,
        target=None if target is None else _reported_target(target),
        objective=request.objective,
        machine=machine(),
        wall_s=round(clock.elapsed_s, 3),
        error=error,
    )
