"""The last check of a winner: on inputs it was not chosen by, with the rewritten file in the original's place."""

from __future__ import annotations

import ast
import time
from dataclasses import dataclass, replace
from typing import Literal

from burner.errors import TargetError
from burner.measure.footprint import compare
from burner.measure.statistics import Speedup
from burner.measure.timing import Inputs, Timing, measure
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import ForkServer
from burner.search.inputs import VALUES, unrepeated
from burner.search.judge import Judged, told_otherwise
from burner.search.prepare import HASH_SEEDS, Prepared
from burner.search.versions import Rewritten
from burner.target import functions
from burner.verify.behaviour import Mismatch, Side, Version, check, establish
from burner.verify.mutants import Mutant, mutants
from burner.verify.show import printable
from burner.verify.symbolic import parting
from burner.workload.cases import call_of, similar, stdin_of
from burner.workload.generate import generate
from burner.workload.literals import Constant, literals
from burner.workload.nans import with_nan

NEW_CALLS = 250
NEW_CALLS_S = 6.0
MUTANTS = 12
NAN_CALLS = 24
NAN_CALLS_S = 2.0


@dataclass(frozen=True)
class Confirmed:
    """What the last check measured: the only figure that is reported, and the pairs that it rests on."""

    speedup: Speedup
    pairs: tuple[tuple[float, float], ...] = ()
    crosshair: str = ""
    """What became of CrossHair's search, where it was asked for."""


def confirm(ready: Prepared, judged: Judged, seed: int, until: float) -> Confirmed | Judged:
    """Check and measure a better version once more; a `Judged` says why it is not better after all.

    From `until` on, of `time.monotonic()`, no more pairs are measured than a verdict needs at least.
    """
    made = judged.rewritten
    if made is None:
        return judged
    try:
        with _server(ready, made) as server:
            return _confirm(ready, judged, Side(server), seed, until)
    except TargetError as error:
        return replace(judged, verdict="crashed", stage="final check", reason=error.message)
    except (GoneError, LateError, GarbageError) as error:
        return replace(judged, verdict="crashed", stage="final check", reason=f"its process failed: {error or 'ended'}")


def _server(ready: Prepared, made: Rewritten) -> ForkServer:
    spans = functions(made.text)
    load = ready.workload.load
    known = {name: (spans[name].first_line, spans[name].last_line) for name in load.spans if name in spans}
    return ForkServer(ready.place, replace(load, spans=known), HASH_SEEDS[0], made.data)


def _confirm(ready: Prepared, judged: Judged, side: Side, seed: int, until: float) -> Confirmed | Judged:
    judge = ready.judge
    name = ready.target.qualname
    recorded = [case.call for case in ready.cases if case.recorded and case.function == name]
    if ready.target.program is not None:
        calls = [call_of(text) for text in similar([stdin_of(call) for call in recorded], seed + 7919, NEW_CALLS)]
    else:
        made_by = time.monotonic() + NEW_CALLS_S
        own = _own_literals(ready.target.source_file.text, judged.rewritten, name)
        calls = generate(recorded, seed + 7919, NEW_CALLS, ready.parameters, until=made_by, known_literals=own)
    fresh, _ = establish(ready.servers, name, calls, recorded=False, until=time.monotonic() + NEW_CALLS_S)
    mine = [case for case in ready.cases if case.function == name]
    mismatch, crosshair = check(side, [*fresh, *mine], judge.level), ""
    if mismatch is None and ready.crosshair_s and judged.rewritten is not None:
        mismatch, crosshair = _parting(ready, judged.rewritten, side)
    if mismatch is not None:
        reason, counter_example = judge.explained(side, mismatch)
        return replace(
            judged, verdict=mismatch.kind, stage="final check", reason=reason, counter_example=counter_example
        )
    new = _new_inputs(ready, seed)
    timing = measure(judge.original, side, new, judge.clock, judge.gain, until)
    told = told_otherwise(timing, judge.level)
    for unlike in unrepeated(judge.original, new, ready.parameters, ready.shapes, seed + 1):
        if judge.objective == "time" and timing.decision == "better":
            other = measure(judge.original, side, unlike, judge.clock, judge.gain, until)
            told = told or told_otherwise(other, judge.level)
            timing = min(timing, other, key=_ratio)
    if told is not None:
        return replace(judged, verdict="wrong", stage="final check", reason=told)
    if judge.objective == "time" and timing.decision != "better":
        reason = f"{timing.speedup.ratio:.2f}x on new inputs"
        return replace(judged, verdict=timing.decision, stage="final check", reason=reason)
    if judge.objective != "time":
        what: Literal["memory", "integral"] = "memory" if judge.objective == "memory" else "integral"
        smaller = compare(judge.original, side, new, what, timing.ratios, judge.gain)
        if smaller.decision != "better":
            reason = f"{what} {smaller.ratio.ratio:.2f}x less on new inputs"
            return replace(judged, verdict=smaller.decision, stage="final check", reason=reason)
    return Confirmed(timing.speedup, timing.pairs, crosshair)


def _own_literals(text: str, made: Rewritten | None, name: str) -> list[Constant]:
    """The literals of a version that the original has not: what it treats apart shows on these."""
    if made is None:
        return []
    old, new = (literals(ast.parse(each), [functions(each)[name].node]) for each in (text, made.text))
    return [value for value in new if value not in old]


def _parting(ready: Prepared, made: Rewritten, side: Side) -> tuple[Mismatch | None, str]:
    """How a version differs from the original on what CrossHair finds, and what became of its search."""
    name = ready.target.qualname
    found = parting(Side(ready.servers[0]), made.version, name, ready.brief.types, ready.crosshair_s)
    if found.failure:
        return None, f"CrossHair could not look for a difference: {printable(found.failure)}"
    cases, _ = establish(ready.servers, name, found.calls, recorded=False, until=time.monotonic() + NEW_CALLS_S)
    told = f"CrossHair looked for {ready.crosshair_s:g} s and found no call on which the winner differs"
    return check(side, cases, ready.judge.level), told


def _ratio(timing: Timing) -> float:
    return timing.speedup.ratio


def _new_inputs(ready: Prepared, seed: int) -> Inputs:
    main = ready.judge.main
    if ready.growing is None:
        return main
    return replace(main, calls=ready.growing.calls(VALUES, seed + 5003))


def unlike_on_nan(ready: Prepared, made: Rewritten) -> Mismatch | None:
    """How a version differs from the original on calls with nan for a number, which nobody was seen to pass."""
    name = ready.target.qualname
    recorded = [case.call for case in ready.cases if case.recorded and case.function == name]
    calls = with_nan(recorded, ready.parameters, NAN_CALLS)
    cases, _ = establish(ready.servers, name, calls, recorded=False, until=time.monotonic() + NAN_CALLS_S)
    return check(Side(ready.servers[0], made.version), cases, ready.judge.level)


@dataclass(frozen=True)
class Strength:
    """How many small faults in the original the evidence noticed, of how many, and the first that it did not."""

    killed: int = 0
    mutants: int = 0
    survivor: Mutant | None = None


def strength(ready: Prepared, until: float) -> Strength:
    """How many small faults in the original the evidence notices, of how many that were tried by `until`."""
    target = ready.target
    killed = tried = 0
    survivor = None
    names = list(ready.workload.load.spans)[1:]
    for mutant in mutants(target.source_file.text, target.qualname, names, MUTANTS, 0):
        if time.monotonic() > until and tried:
            break
        side = Side(ready.servers[0], Version(mutant.text, tuple(mutant.functions)))
        if check(side, ready.cases, ready.judge.level) is not None:
            killed += 1
        elif survivor is None:
            survivor = mutant
        tried += 1
    return Strength(killed, tried, survivor)
