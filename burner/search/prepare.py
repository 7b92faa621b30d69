"""Everything before the first candidate: target, workload, evidence, inputs, profile, the machine's noise.

Yields the events of these stages and ends with what candidates are judged by.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from burner.errors import TargetError, UnavailableError
from burner.events import BaselineMeasured, Event, Log, SelfChecked, TargetResolved, WorkloadReady
from burner.measure.growth import Grown, explore
from burner.measure.statistics import margin, spread
from burner.measure.timing import Inputs, MemoryUse, choose_clock, memory, self_check
from burner.policy.protocol import Brief, Growth
from burner.profile.lines import Profile, profile
from burner.report.document import growth_json
from burner.sandbox.beside import Beside
from burner.sandbox.channel import LateError
from burner.sandbox.forkserver import ForkServer
from burner.sandbox.isolation import Held, choose
from burner.sandbox.place import Place
from burner.search.clock import RunClock
from burner.search.inputs import inputs_of, single_calls, slow_calls, unrepeated
from burner.search.judge import Judge
from burner.search.programs import met, similar_cases, watched_program
from burner.search.request import Request
from burner.target import (
    Target,
    functions,
    helpers_of,
    module_line,
    parse_address,
    project_python,
    project_root,
    resolve,
    resolve_program,
)
from burner.verify import symbolic
from burner.verify.behaviour import CALL_LIMIT_S, LATE_FACTOR, Case, Side, establish, unrepeatable
from burner.verify.compare import is_opaque, opaque_nodes, show
from burner.workload.cases import ProgramCase, read_cases
from burner.workload.describe import describe, sizes
from burner.workload.discover import Sources, Workload, discover, from_cases, settled
from burner.workload.generate import generate
from burner.workload.infer import infer
from burner.workload.literals import Constant, literals
from burner.workload.nans import meets_nan, with_nan
from burner.workload.record import Watch
from burner.workload.shapes import Shape
from burner.workload.trees import count_nodes

HASH_SEEDS = (1, 20_261)
GENERATED_CALLS = 400
NAN_CALLS = 40
GENERATED_HELPER_CALLS = 60
HELPER_HEAT = 0.04
MOST_HELPERS = 6
MAKING_LEAST_S = 2.5
"""Making calls up may take as long as running them, and so long at least: hundreds of plain ones take a second or two, of
large objects half a minute."""
SLOWEST_FACTOR = 4.0
FRESH_FACTOR, FRESH_LEAST_S = 50.0, 10.0
"""A call whose memory is counted, which slows it down, may take so many times as long as when it was timed."""
ENDLESS_S = 0.15
"""A made-up call of a quick function that takes so long is taken to be endless (a step of 0): waiting for the slow limit
at each of them would leave no time for the others."""
SMALL_S = 0.003
"""Recorded calls that are grown take no longer than this, so that growth is seen over many sizes."""
PLAIN_NODES = 800
"""Recorded calls of more values are not what new ones are made from, where there are smaller ones."""
DISCOVER_SHARE, GENERATE_SHARE, HELPER_SHARE, GROW_SHARE, CHECK_SHARE = 0.35, 0.10, 0.03, 0.12, 0.05
SHOWN_LINES = 12


@dataclass
class Prepared:
    """The ground a run stands on. `growing` is the way the main inputs were grown; None where nothing grows."""

    target: Target
    place: Place
    watch: Watch
    workload: Workload
    servers: list[ForkServer]
    cases: list[Case]
    growing: Grown | None
    growth: Growth | None
    shapes: Mapping[str, Shape]
    profile: Profile
    brief: Brief
    judge: Judge
    noise: float
    parameters: tuple[str, ...]
    crosshair_s: float

    @property
    def recorded(self) -> int:
        """How many recorded calls of the target count as evidence."""
        return sum(case.recorded for case in self.cases if case.function == self.target.qualname)

    @property
    def generated(self) -> int:
        """How many generated calls count as evidence."""
        return sum(not case.recorded for case in self.cases if case.function == self.target.qualname)


def resolved(request: Request) -> Target:
    """The target of the request, from the file or from the text given for it."""
    address = parse_address(request.target)
    override = None if request.source is None else request.source.read_bytes()
    return resolve(address, override) if request.cases is None else resolve_program(address, override)


def place_of(request: Request, target: Target) -> Place:
    """Where the request's code runs."""
    root = project_root(target.source_file.path)
    python = project_python(root, request.python)
    return Place(choose(allow_none=not request.sandbox), python, root)


def watched(target: Target, helpers: str) -> Watch:
    """The functions whose calls are recorded: the target first, then the helpers it may reach."""
    spans = functions(target.source_file.text)
    names = [target.qualname]
    if target.program is not None:
        return watched_program(target, target.program)
    if helpers != "never":
        names += [name for name in helpers_of(target.source_file.text, target.qualname) if name in spans]
    words = (target.qualname.rpartition(".")[2], target.source_file.path.stem)
    found = {name: (spans[name].first_line, spans[name].last_line) for name in dict.fromkeys(names)}
    return Watch(Path(target.source_file.path).resolve(), found, words)


def prepare(request: Request, target: Target, clock: RunClock, stack: ExitStack) -> Generator[Event, None, Prepared]:
    """Yield the events of the preparation; returns a `Prepared`. Raises BurnerError with what is to be done."""
    source = target.source_file
    yield TargetResolved(
        file=str(source.path),
        qualname=target.shown,
        first_line=target.first_line,
        last_line=target.last_line,
        source=target.source,
    )
    place = place_of(request, target)
    if not request.sandbox:
        yield Log(level="warning", message="no sandbox: candidates run with your rights, files and network")
    watch = watched(target, request.helpers)
    sources = Sources(request.tests, request.workload, tuple(request.command))
    limit_s = max(5.0, min(DISCOVER_SHARE * request.budget_s, 300.0))
    given = [] if request.cases is None else read_cases(request.cases)
    if given:
        workload = from_cases(place, watch, target.qualname, given)
    else:
        workload = discover(place, watch, source.text, sources, limit_s)
    for note in workload.notes:
        yield Log(level="info", message=note)
    override = source.data if request.source is not None else None
    servers = [stack.enter_context(ForkServer(place, workload.load, seed, override)) for seed in HASH_SEEDS]
    original = Side(servers[0])
    if request.crosshair_s and not symbolic.is_there(original):
        raise UnavailableError(
            f"{place.python.path} has no CrossHair",
            f"{place.python.path} -m pip install crosshair-tool, or leave --crosshair away",
        )
    apart = replace(place, isolation=stack.enter_context(Held(place.isolation)))
    again = Beside(partial(settled, apart, watch, workload, limit_s))
    cases = yield from _cases(request, target, workload, given, servers, clock)
    returning = _returning(cases, target.qualname)
    grown = _grown(original, target, returning, clock)  # by CPU time: the tests do not disturb it
    workload = again.result()
    mine = [case for case in cases if case.function == target.qualname]
    unseen = sum(opaque_nodes(case.outcome["tree"]) > 0 for case in mine)
    if unseen:
        seen_only = "parts that can't be looked into (locks, closures, C objects); of these only the type is compared"
        yield Log(level="warning", message=f"{unseen} of {len(mine)} calls have {seen_only}")
    yield WorkloadReady(
        tests=workload.test_count,
        recorded_calls=sum(case.recorded for case in mine),
        generated_calls=sum(not case.recorded for case in mine),
        set_aside=workload.set_aside,
    )
    parameters = target.parameters
    calls = [case.call for case in mine if case.recorded]
    is_program = target.program is not None
    main, others, growing = inputs_of(target.qualname, returning, grown, request.seed)
    slow = () if growing is None else slow_calls(target.qualname, returning)
    shapes = infer(calls, parameters)
    cases += _grown_cases(servers, main, growing)
    unit, time_s = choose_clock(original, main)
    main = replace(main, time_s=time_s)
    used = _memory(original, main)
    seen = profile(original, target.qualname, main.calls[:1], watch.functions)
    growth = growing.fit() if growing is not None else None
    hottest = seen.hottest(SHOWN_LINES)
    yield BaselineMeasured(
        time_s=time_s,
        peak_memory_bytes=used.peak_bytes,
        integral_byte_s=used.mean_bytes * time_s,
        growth=growth_json(growth),
        lines=tuple((line.number, line.hits, line.share) for line in hottest),
        input=main.name,
        elsewhere=_elsewhere(target, [line.number for line in hottest]),
        points=() if growing is None else growing.points(growing.times_s),
        memory=used.samples,
    )
    noise = spread(self_check(original, main, unit, margin(request.min_speedup, 0.0), clock.share(CHECK_SHARE, 20)))
    yield SelfChecked(spread=noise, clock=unit)
    brief = Brief(
        text=source.text,
        qualname=target.qualname,
        helpers=_hot_helpers(seen, watch, target),
        lines=tuple(replace(line, number=module_line(target, line.number)) for line in seen.lines),
        types={name: describe(shape) for name, shape in shapes.items()},
        sizes={} if is_program else sizes([*calls, main.calls[0]], parameters),
        growth=growth,
        time_s=time_s,
        python=(place.python.version[0], place.python.version[1]),
    )
    judge = Judge(
        target=target,
        place=place,
        watch=watch,
        original=original,
        cases=cases,
        tests=workload.tests,
        main=main,
        others=others,
        lowest=slow if is_program else (*unrepeated(original, main, parameters, shapes, request.seed), *slow),
        single=() if is_program else single_calls(target.qualname, returning, main),
        clock=unit,
        gain=margin(request.min_speedup, noise),
        objective=request.objective,
        level=request.equality,
        base_memory=(used.peak_bytes, used.mean_bytes),
        test_limit_s=max(20.0, limit_s),
        until=clock.deadline,
    )
    return Prepared(
        target,
        place,
        watch,
        workload,
        servers,
        cases,
        growing,
        growth,
        shapes,
        seen,
        brief,
        judge,
        noise,
        parameters,
        request.crosshair_s,
    )


def prepared(request: Request, target: Target, clock: RunClock, stack: ExitStack) -> Prepared:
    """Prepare where nobody watches. Raises BurnerError with what is to be done."""
    stages = prepare(request, target, clock, stack)
    while True:
        try:
            next(stages)
        except StopIteration as end:
            ready: Prepared = end.value
            return ready


def _memory(original: Side, main: Inputs) -> MemoryUse:
    within_s = max(FRESH_LEAST_S, FRESH_FACTOR * main.time_s)
    try:
        return memory(original, main, within_s=within_s)
    except LateError as error:
        raise TargetError(
            f"a call that takes {main.time_s:.2g} s after others takes more than {within_s:.0f} s in a fresh process",
            "it is fast by what earlier calls left behind; burner compares calls that begin with nothing",
        ) from error


def _returning(cases: Sequence[Case], function: str) -> list[Case]:
    """The recorded calls of a function that return; where none does, those that raise."""
    recorded = [case for case in cases if case.recorded and case.function == function]
    return [case for case in recorded if not case.outcome["raised"]] or recorded


def _grown(original: Side, target: Target, returning: Sequence[Case], clock: RunClock) -> list[Grown]:
    """The ways in which short recorded calls grow; how long a call takes must not decide what the others are grown with."""
    shortest = min(returning, key=lambda case: case.wall_s)
    small = [case.call for case in returning if case.wall_s <= SMALL_S] or [shortest.call]
    until = clock.share(GROW_SHARE, 20)
    return explore(original, target.qualname, [case.call for case in returning], target.parameters, until, begin=small)


def _cases(
    request: Request,
    target: Target,
    workload: Workload,
    given: Sequence[ProgramCase],
    servers: list[ForkServer],
    clock: RunClock,
) -> Generator[Event, None, list[Case]]:
    """The calls that count as evidence, with the original's outcomes."""
    until = clock.share(GENERATE_SHARE, 20)
    calls = workload.calls[target.qualname]
    limit_s = max(CALL_LIMIT_S, SLOWEST_FACTOR * workload.slowest_s)
    cases, unstable = establish(servers, target.qualname, calls, recorded=True, until=until, limit_s=limit_s)
    if not cases:
        if unstable:
            raise TargetError(
                f"{target.shown} does not give the same result twice on {unstable} recorded calls",
                "it depends on time, chance or set order; burner can only optimise what it can compare",
            )
        raise TargetError(
            f"none of the {len(calls)} recorded calls of {target.shown} can be repeated outside its test: "
            f"{unrepeatable(Side(servers[0]), target.qualname, calls[0], limit_s)}",
            "record plainer calls with --workload FILE",
        )
    returning = [case for case in cases if not case.outcome["raised"]]
    if returning and all(is_opaque(case.result) for case in returning):
        raise TargetError(
            f"{target.shown} returns what can't be looked into: {show(returning[0].result)}",
            "of such results (closures, locks, files, C objects) only the type can be compared; optimise what they do",
        )
    if unstable:
        message = f"{unstable} calls are left out: the original does not repeat its result on them"
        yield Log(level="warning", message=message)
    if target.program is not None:
        cases = yield from met(cases, given)
        within = clock.share(GENERATE_SHARE, 20)
        return [*cases, *similar_cases(servers, cases, request.seed, GENERATED_CALLS, within)]
    spans = functions(target.source_file.text)
    names = [target.qualname, *(name for name in workload.calls if name != target.qualname and name in spans)]
    known = literals(ast.parse(target.source_file.text), [spans[name].node for name in names])
    until = clock.share(GENERATE_SHARE, 20)
    cases += _generated(servers, cases, target.parameters, known, request.seed, GENERATED_CALLS, until)
    if meets_nan(spans[target.qualname].node, calls):
        within = clock.share(HELPER_SHARE, 4)
        odd = with_nan(calls, target.parameters, NAN_CALLS)
        limit_s = _made_up_limit_s([case for case in cases if case.recorded])
        cases += establish(servers, target.qualname, odd, recorded=False, until=within, limit_s=limit_s)[0]
    for helper, trees in workload.calls.items():
        if helper != target.qualname and trees:
            own = tuple(item.arg for item in (*spans[helper].node.args.posonlyargs, *spans[helper].node.args.args))
            within = clock.share(HELPER_SHARE, 4)
            found, _ = establish(servers, helper, trees, recorded=True, until=within)
            # without its literals: limits that its callers keep to are no calls of it
            cases += [*found, *_generated(servers, found, own, (), request.seed, GENERATED_HELPER_CALLS, within)]
    return cases


def _generated(
    servers: list[ForkServer],
    recorded: list[Case],
    parameters: tuple[str, ...],
    known: Sequence[Constant],
    seed: int,
    count: int,
    until: float,
) -> list[Case]:
    """New calls made from plain recorded ones of one function, with the original's outcomes."""
    if not recorded:
        return []
    plain = [case for case in recorded if count_nodes(case.call) <= PLAIN_NODES] or recorded
    failing = [index for index, case in enumerate(plain) if case.outcome["raised"]]
    began = time.monotonic()
    most_s = max(MAKING_LEAST_S, until - began)
    calls = generate(
        [case.call for case in plain],
        seed,
        count,
        parameters,
        failing=failing,
        until=began + most_s,
        known_literals=known,
    )
    until += time.monotonic() - began  # without the time to run them none counts
    limit_s = _made_up_limit_s(recorded)
    found, _ = establish(servers, recorded[0].function, calls, recorded=False, until=until, limit_s=limit_s)
    return found


def _made_up_limit_s(recorded: Sequence[Case]) -> float:
    """How long a made-up call may take, by how long recorded ones do."""
    return min(CALL_LIMIT_S, max(ENDLESS_S, LATE_FACTOR * max(case.wall_s for case in recorded)))


def _grown_cases(servers: list[ForkServer], main: Inputs, growing: Grown | None) -> list[Case]:
    if growing is None:
        return []
    middle = growing.sizes[len(growing.sizes) // 2]
    trees = [growing.way.grow(growing.base, middle, 17), growing.way.grow(growing.base, middle, 18), *main.calls[:2]]
    cases, _ = establish(servers, main.function, trees, recorded=False, until=float("inf"))
    return cases


def _elsewhere(target: Target, numbers: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Those of the lines that lie outside of the target, with their texts."""
    texts = (target.program or target.source_file).text.split("\n")
    outside = [number for number in numbers if not target.first_line <= number <= target.last_line]
    return tuple((number, texts[number - 1]) for number in sorted(outside) if number <= len(texts))


def _hot_helpers(seen: Profile, watch: Watch, target: Target) -> tuple[str, ...]:
    """The helpers in which the time is spent, and those that call them: a recursion may cost only by asking too often."""
    heat: Mapping[str, float] = seen.heat
    helpers = [name for name in watch.functions if name != target.qualname]
    hot = [name for name in helpers if heat.get(name, 0.0) >= HELPER_HEAT]
    on_the_way = [name for name in helpers if name not in hot and {*helpers_of(target.source_file.text, name)} & {*hot}]
    ranked = sorted(hot, key=lambda name: -heat[name]) + on_the_way
    return tuple(ranked[:MOST_HELPERS])
