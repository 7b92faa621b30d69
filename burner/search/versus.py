"""Says of two versions of a function whether the new one is slower, and whether it behaves alike on the same calls.

Unlike a candidate, the old version is run as it was, with the whole of its file in the new one's place. Time is compared
on calls that both can do; that they give different results is said and ends nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, Literal

from burner.errors import TargetError
from burner.measure.growth import LONGEST_S, STEP_LIMIT_S, Grown, explore, fit
from burner.measure.statistics import Speedup, margin, spread
from burner.measure.timing import Inputs, Timing, choose_clock, measure, screen, self_check
from burner.policy.protocol import Growth
from burner.sandbox.forkserver import ForkServer, Load
from burner.sandbox.place import Place
from burner.search.inputs import VALUES, inputs_of
from burner.search.judge import LOSS_FLOOR_S
from burner.search.prepare import HASH_SEEDS, SLOWEST_FACTOR, SMALL_S
from burner.target import Target, functions
from burner.verify.behaviour import CALL_LIMIT_S, Case, Side, describe_call, difference, outcomes
from burner.workload.discover import Workload
from burner.workload.infer import infer
from burner.workload.shapes import Shape
from burner.workload.vary import varied

CALLS_SHARE, GROW_SHARE, GROW_MOST_S = 0.3, 0.25, 3.0
ENOUGH_S, FEWEST_SIZES = 0.001, 5
"""Calls are grown until they take this long, since making large ones takes longer than running them; so many sizes show
how time grows."""
NOISY = 0.15
WORSE_EXPONENT = 0.3
"""Growth is worse where the exponent rises by so much and the intervals don't meet."""

Decided = Literal["slower", "grows_worse", "faster", "no_slowdown", "undecided"]
Outcome = Mapping[str, Any]


class IncomparableError(TargetError):
    """There is no call that both versions can do."""


@dataclass(frozen=True)
class Behaviour:
    """How the versions behave on the recorded calls; `example` shows one call on which they differ."""

    calls: int
    compared: int
    """On how many calls results could be compared."""
    differing: int
    example: str | None = None


@dataclass(frozen=True)
class Versus:
    """The new version against the old one; `speedup` is old time / new time on the inputs that decided."""

    decided: Decided
    speedup: Speedup
    inputs: str
    old_s: float
    new_s: float
    behaviour: Behaviour
    before: Growth | None
    after: Growth | None
    spread: float


@dataclass(frozen=True)
class Versions:
    """What is compared: the target as it is now, the bytes of its file as it was, and the calls to run."""

    place: Place
    target: Target
    old: bytes
    old_text: str
    workload: Workload

    def sides(self, stack: ExitStack, seed: int) -> tuple[Side, Side]:
        """Servers of their own for the old and the new version; raises TargetError where one does not import."""
        load, name = self.workload.load, self.target.qualname
        span = functions(self.old_text)[name]
        now = replace(load, spans={name: (self.target.first_line, self.target.last_line)})
        before = replace(load, spans={name: (span.first_line, span.last_line)})
        new = stack.enter_context(self._server(now, seed, None))
        try:
            old = stack.enter_context(self._server(before, seed, self.old))
        except TargetError as error:
            raise IncomparableError(f"with its old version in place, {error.message}", error.hint) from error
        return Side(old), Side(new)

    def _server(self, load: Load, seed: int, text: bytes | None) -> ForkServer:
        return ForkServer(self.place, load, seed, text)


@dataclass(frozen=True)
class _Measured:
    """The inputs that decided, and what was measured on them."""

    decided: Decided
    inputs: Inputs
    timing: Timing


def versus(versions: Versions, max_slowdown: float, seed: int, until: float) -> Versus:
    """Compare the versions; a slowdown counts when it is measured twice, the second time by fresh processes.

    Raises IncomparableError where no recorded call runs in both versions, TargetError where the new one does not import.
    """
    with ExitStack() as stack:
        old, new = versions.sides(stack, HASH_SEEDS[0])
        began = time.monotonic()
        cases, behaviour = _cases(versions, old, new, began + CALLS_SHARE * (until - began))
        name, parameters = versions.target.qualname, versions.target.parameters
        small = [case.call for case in cases if case.wall_s <= SMALL_S] or [min(cases, key=lambda one: one.wall_s).call]
        grow_s = min(GROW_MOST_S, GROW_SHARE * (until - began))
        calls, until_grown = [case.call for case in cases], time.monotonic() + grow_s
        ways = explore(new, name, calls, parameters, until_grown, ENOUGH_S, FEWEST_SIZES, begin=small)
        shared = [pair for way in ways[:2] if (pair := _shared(old, name, way)) is not None]
        main, others, growing = inputs_of(name, cases, [way for way, _ in shared], seed)
        shapes = infer([case.call for case in cases], parameters)
        others = (*_unlike((old, new), main, growing, parameters, shapes, seed), *others)
        old_times = next((times for way, times in shared if way is growing), None)
        clock, _ = choose_clock(new, main)
        if clock == "cpu":  # a version that waits is seen by the wall clock only
            clock, _ = choose_clock(old, main)
        noise = _noise(new, main, clock, margin(max_slowdown, 0.0))
        gain = margin(max_slowdown, noise)
        found = _measured(old, new, (main, *others), clock, (gain, max_slowdown), until)
        before = None if growing is None or old_times is None else fit(growing.way.name, growing.sizes, old_times)
        after = None if growing is None else growing.fit()
    if found.decided == "slower":
        found = _again(versions, found, growing, clock, gain, seed, until)
    decided = found.decided
    if decided not in {"slower", "faster"} and growing is not None and _grows_worse(before, after, found.timing):
        decided = "grows_worse"
    timing = found.timing
    return Versus(
        decided, timing.speedup, found.inputs.name, timing.old_s, timing.new_s, behaviour, before, after, noise
    )


def _noise(side: Side, inputs: Inputs, clock: str, calm: float) -> float:
    """How far identical code seems to differ; looked at twice as long where that is much, since it hides slowdowns."""
    ratios = self_check(side, inputs, clock, calm)
    if spread(ratios) > NOISY:
        ratios += self_check(side, inputs, clock, calm)
    return spread(ratios)


def _cases(versions: Versions, old: Side, new: Side, until: float) -> tuple[list[Case], Behaviour]:
    """The recorded calls that both versions can do, each with the longer of the two times, and how results differ."""
    name, workload = versions.target.qualname, versions.workload
    calls = workload.calls[name]
    limit_s = max(CALL_LIMIT_S, SLOWEST_FACTOR * workload.slowest_s)
    seen = [dict(outcomes(side, name, calls, until, limit_s)) for side in (new, old)]
    cases: list[Case] = []
    differing: dict[int, str] = {}
    compared = 0
    for index, now in seen[0].items():
        was = seen[1].get(index)
        if now is None or was is None or "undecodable" in now or "undecodable" in was:
            continue
        if "tree" in now and "tree" in was:
            compared += 1
            reason = difference(was, now, "normal")
            if reason is not None:
                differing[index] = reason
        if not now["raised"] and not was["raised"]:
            longer = max(now, was, key=lambda outcome: int(outcome["wall_ns"]))
            cases.append(Case(name, calls[index], longer, recorded=True))
    if not cases:
        raise IncomparableError(_why_none(versions, seen), "measure it by hand, or add a test that both versions pass")
    steady = _steady(new, name, calls, seen[0], differing)
    example = None
    if steady:
        index, reason = next(iter(steady.items()))
        example = f"{name.rpartition('.')[2]}{describe_call(calls[index])}: {reason}"
    return cases, Behaviour(len(calls), compared - len(differing) + len(steady), len(steady), example)


def _steady(
    side: Side, name: str, calls: Sequence[Any], seen: Mapping[int, Outcome | None], differing: Mapping[int, str]
) -> dict[int, str]:
    """The differences on calls for which a version gives the same result twice: chance is no difference."""
    chosen = list(differing)
    again = dict(outcomes(side, name, [calls[index] for index in chosen], time.monotonic() + CALL_LIMIT_S))
    found = {}
    for position, index in enumerate(chosen):
        first, second = seen[index], again.get(position)
        if first is not None and second is not None and difference(first, second, "normal") is None:
            found[index] = differing[index]
    return found


def _why_none(versions: Versions, seen: Sequence[Mapping[int, Outcome | None]]) -> str:
    name = versions.target.qualname
    for which, found in (("old", seen[1]), ("new", seen[0])):
        failing = [outcome for outcome in found.values() if outcome is not None and outcome.get("raised")]
        if failing:
            return f"no recorded call runs in both versions of {name}: the {which} one raises {failing[0]['raises']}"
    return f"no recorded call of {name} can be repeated outside its test"


def _unlike(
    sides: tuple[Side, Side],
    main: Inputs,
    growing: Grown | None,
    parameters: Sequence[str],
    shapes: Mapping[str, Shape],
    seed: int,
) -> tuple[Inputs, ...]:
    """The main inputs with no text twice, as large as both versions bear: repeating texts hide what a search costs."""
    calls = [main.calls[0]] if growing is None else (growing.way.grow(growing.base, size, 0) for size in growing.sizes)
    found: Inputs | None = None
    for call in calls:
        made = varied(call, parameters, shapes, seed)
        if made is None:
            break
        taken = [_seconds(side, main.function, made) for side in sides]
        times_s = [took_s for took_s in taken if took_s is not None]
        if len(times_s) < len(sides):
            break
        found = Inputs(f"{main.name}, no text twice", main.function, (made,), max(times_s))
        if max(times_s) > ENOUGH_S:
            break
    return () if found is None else (found,)


def _seconds(side: Side, name: str, tree: Any) -> float | None:
    """Seconds of one call, the better of two; None where it fails."""
    until = time.monotonic() + STEP_LIMIT_S
    runs = [outcome for _, outcome in outcomes(side, name, [tree, tree], until, STEP_LIMIT_S)]
    taken = [outcome["wall_ns"] / 1e9 for outcome in runs if outcome is not None and not outcome.get("raised", True)]
    return min(taken) if len(taken) == len(runs) == 2 else None


def _shared(old: Side, name: str, grown: Grown) -> tuple[Grown, list[float]] | None:
    """A way of growing the calls as far as the old version bears it too, with the old version's times."""
    times_s: list[float] = []
    for size in grown.sizes:
        tree = grown.way.grow(grown.base, size, 0)
        took_s = _seconds(old, name, tree)
        if took_s is None:
            break
        times_s.append(took_s)
        if times_s[-1] > LONGEST_S:
            break
    if len(times_s) < 2:
        return None
    kept = len(times_s)
    return replace(grown, sizes=grown.sizes[:kept], times_s=grown.times_s[:kept]), times_s


def _measured(
    old: Side, new: Side, sets: Sequence[Inputs], clock: str, limits: tuple[float, float], until: float
) -> _Measured:
    """The first inputs on which the new version is slower, else what the first, the main ones, say."""
    gain, max_slowdown = limits
    found: list[_Measured] = []
    for place, inputs in enumerate(sets):
        least = 1 / (1 + gain / 2)
        if place and screen(old, new, inputs, clock, least).ratio > least:
            continue
        timing = measure(old, new, inputs, clock, gain, until)
        lost_s = timing.new_s - timing.old_s
        if timing.decision == "worse" and (place == 0 or lost_s > LOSS_FLOOR_S):
            return _Measured("slower", inputs, timing)
        found.append(_Measured(_word(timing, max_slowdown), inputs, timing))
    return found[0]


def _word(timing: Timing, max_slowdown: float) -> Decided:
    """What to call a version that is not verified to be slower: undecided where the machine hides a slowdown."""
    if timing.decision == "better":
        return "faster"
    return "undecided" if timing.speedup.ratio < 1 / max_slowdown else "no_slowdown"


def _again(
    versions: Versions, found: _Measured, growing: Grown | None, clock: str, gain: float, seed: int, until: float
) -> _Measured:
    """The slowdown measured once more, by fresh processes and where they grew on other values: only that counts."""
    inputs = found.inputs
    if growing is not None and inputs.alike and len(inputs.calls) == VALUES:
        name = f"{growing.way.name} = {growing.sizes[-1]:,}"
        inputs = replace(inputs, calls=growing.calls(VALUES, seed + 5003)) if inputs.name == name else inputs
    with ExitStack() as stack:
        old, new = versions.sides(stack, HASH_SEEDS[1])
        timing = measure(old, new, inputs, clock, gain, until)
    return _Measured("slower" if timing.decision == "worse" else "undecided", inputs, timing)


def _grows_worse(before: Growth | None, after: Growth | None, timing: Timing) -> bool:
    """Whether the time grows faster with the size than before, and the new version isn't faster all the same."""
    if before is None or after is None or timing.speedup.ratio > 1:
        return False
    return after.exponent - before.exponent >= WORSE_EXPONENT and after.low > before.high
