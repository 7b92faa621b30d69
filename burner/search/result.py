"""The result document of a run, put together from what its stages found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from burner.errors import BurnerError
from burner.events import RunFinished
from burner.measure.growth import fit, times_at
from burner.report.document import Baseline, Best, Evidence, Survivor, build_result, growth_json
from burner.report.document import Speedup as ReportedSpeedup
from burner.report.document import Target as ReportedTarget
from burner.report.machine import machine
from burner.search.clock import RunClock
from burner.search.confirm import Confirmed, Strength, strength, unlike_on_nan
from burner.search.ledger import Entry, Ledger
from burner.search.prepare import Prepared
from burner.search.request import Request
from burner.target import Target
from burner.verify.behaviour import Side, describe_call
from burner.verify.mutants import Mutant

ENOUGH_MUTANTS, ENOUGH_CALLS, STRONG, FAIR = 5, 30, 0.9, 0.7
"""Evidence of so many calls is strong where it notices this share of at least so many small faults; weak below the last."""

SHOWN_CHARS = 60

Winner = tuple[Entry, Confirmed]


def finished(
    request: Request,
    run: str,
    ready: Prepared,
    ledger: Ledger,
    winner: Winner | None,
    clock: RunClock,
) -> RunFinished:
    """The last event of a run that went to its end: its document, and what was measured of the winner."""
    if winner is None:
        return RunFinished(result=_document(request, run, ready, ledger, None, None, clock))
    entry, confirmed = winner
    made, used, growing = entry.judged.rewritten, entry.judged.memory, ready.growing
    times_s = None
    if made is not None and growing is not None:
        times_s = times_at(Side(ready.servers[0], made.version), ready.target.qualname, growing)
    best = _best(ready, entry, confirmed, times_s)
    return RunFinished(
        result=_document(request, run, ready, ledger, best, _on_nan(ready, entry), clock),
        winner=entry.id,
        pairs=tuple((round(old_s, 9), round(new_s, 9)) for old_s, new_s in confirmed.pairs),
        points=() if growing is None or times_s is None else growing.points(times_s),
        memory=() if used is None else used.samples,
        peak_memory_bytes=None if used is None else used.peak_bytes,
    )


def _best(ready: Prepared, entry: Entry, confirmed: Confirmed, times_s: Sequence[float] | None) -> Best | None:
    made, growing = entry.judged.rewritten, ready.growing
    if made is None:
        return None
    after = None if growing is None or times_s is None else fit(growing.way.name, growing.sizes, times_s)
    return Best(
        source=made.data.decode(ready.target.source_file.encoding),
        diff=made.diff,
        origin=asdict(entry.proposal.origin),
        speedup=_reported(confirmed),
        memory_ratio=entry.judged.memory_ratio,
        integral_ratio=entry.judged.integral_ratio,
        growth=growth_json(after),
    )


def _document(
    request: Request,
    run: str,
    ready: Prepared,
    ledger: Ledger,
    best: Best | None,
    on_nan: str | None,
    clock: RunClock,
) -> dict[str, Any]:
    found = strength(ready, clock.began + clock.budget_s) if ledger.entries else Strength()
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
            mutants_killed=found.killed,
            mutants=found.mutants,
            equality=judge.level,
            strength=_strength(found.killed, found.mutants, ready.recorded + ready.generated),
            survivor=_survivor(found.survivor),
            unlike_on_nan=on_nan,
        ),
        self_check_spread=round(ready.noise, 4),
        machine={**machine(), "python": ".".join(map(str, ready.place.python.version))},
        candidates=[entry.reported() for entry in ledger.entries],
        wall_s=round(clock.elapsed_s, 3),
        model_s=round(clock.model_s, 3),
        judge_s=round(clock.judge_s, 3),
    )


def _on_nan(ready: Prepared, entry: Entry) -> str | None:
    made = entry.judged.rewritten
    found = None if made is None else unlike_on_nan(ready, made)
    if found is None or found.case is None:
        return None
    return f"{ready.target.shown}{describe_call(found.case.call, SHOWN_CHARS)}: {found.reason}"


def _strength(killed: int, mutants: int, calls: int) -> Any:
    share = killed / mutants if mutants else FAIR
    if share < FAIR:
        return "weak"
    return "strong" if share >= STRONG and mutants >= ENOUGH_MUTANTS and calls >= ENOUGH_CALLS else "fair"


def _survivor(mutant: Mutant | None) -> Survivor | None:
    return None if mutant is None else Survivor(line=mutant.line, original=mutant.original, mutated=mutant.mutated)


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


def _reported_target(target: Target) -> ReportedTarget:
    return ReportedTarget(
        file=str(target.source_file.path),
        qualname=target.shown,
        first_line=target.first_line,
        last_line=target.last_line,
    )


def failed(request: Request, run: str, target: Target | None, error: BurnerError, clock: RunClock) -> dict[str, Any]:
    """The document of a run that could not go on."""
    return build_result(
        run=run,
        target=None if target is None else _reported_target(target),
        objective=request.objective,
        machine=machine(),
        wall_s=round(clock.elapsed_s, 3),
        error=error,
    )
