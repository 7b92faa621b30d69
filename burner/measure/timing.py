"""Times two versions against each other: fresh process pairs, batches in ABBA order, fresh inputs for every run."""

from __future__ import annotations

import math
import secrets
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from burner.measure.cores import quiet_core
from burner.measure.statistics import Decision, Speedup, decide, speedup, spread
from burner.sandbox.channel import GarbageError
from burner.sandbox.forkserver import Batch, numbers
from burner.verify.behaviour import Side
from burner.workload.trees import count_nodes

BATCH_S = 0.004
BATCHES = 8
FEWEST_BATCHES, PAIR_S = 2, 0.1
"""So many batches that each side of a pair runs for about this long."""
SCREEN_BATCHES = 4
MOST_STAGED_NODES, MOST_PAIR_NODES = 200_000, 800_000
"""The fresh inputs of one batch, and of all of one side in a pair, hold no more values than this: a million takes a second to
make, and those of quick calls on large objects took minutes."""
PLAINLY = 0.6
"""A first look at less than this part of what is wanted needs no second one."""
FEWEST_PAIRS = 3
MOST_PAIRS, MOST_SELF_PAIRS = 18, 12
SLOW_S = 0.2
SLOW_RUNS = 10
REPLY_S = 60.0
CPU_BOUND = 1.1
MISMATCH_FACTOR = 1.5
MISMATCH_NS = 3_000_000
SLACK_NS, SLACK = 50_000, 0.05
"""So far, and by this share, what is spent around a batch may differ between versions that are equally fast."""
HIDDEN, HIDDEN_NS, HIDDEN_OF_STAGING = 0.5, 300_000, 0.2
"""A version that spends this share of what it saves elsewhere, and so much of it per batch, hides its work."""
WAITING, WAITING_NS = 1.5, 1_000_000
TELLING_S = 0.05
"""In each pair so much time goes into comparing what was made while the clock ran, for some of the batches if need be."""


@dataclass(frozen=True)
class Inputs:
    """Calls of one function that are timed together.

    Those that are `alike` have one size and different values, so that a batch may run any of them; otherwise every
    batch runs all of them equally often.
    """

    name: str
    function: str
    calls: tuple[Any, ...]
    time_s: float
    """What the original takes for one call; the mean where they are not alike."""
    alike: bool = True

    @cached_property
    def nodes(self) -> float:
        """The values that one call holds, on average."""
        return sum(map(count_nodes, self.calls)) / len(self.calls)

    @property
    def loops(self) -> int:
        """Runs in one batch, so that a batch of the original takes long enough to be timed, and its inputs not too long to make."""
        room = int(MOST_STAGED_NODES / self.nodes)
        enough = max(1, min(math.ceil(BATCH_S / max(self.time_s, 1e-7)), room))
        return enough if self.alike else math.ceil(enough / len(self.calls)) * len(self.calls)

    @property
    def batch_s(self) -> float:
        """What one batch of the original takes."""
        return self.loops * self.time_s

    @property
    def warm(self) -> int:
        """Runs before the first batch."""
        return 1 if self.alike else len(self.calls)

    @property
    def batches(self) -> int:
        """Batches of each side in one pair: fewer where a single one takes long."""
        if self.slow:
            return 1
        room = int(MOST_PAIR_NODES / (self.loops * self.nodes))
        return max(FEWEST_BATCHES, min(BATCHES, round(PAIR_S / self.batch_s), room))

    @property
    def slow(self) -> bool:
        """Whether single runs are so long that few of them must do."""
        return self.batch_s >= SLOW_S


Told = tuple[Mapping[str, Any], Mapping[str, Any]]
"""What both sides made of the same timed call, where that differs: a version must not do less while it is timed."""


@dataclass(frozen=True)
class Timing:
    """Two versions measured: the verdict, the ratio, and whether the worker's clock agrees with the one outside."""

    decision: Decision
    speedup: Speedup
    clock_honest: bool
    old_s: float
    new_s: float
    told: tuple[Told, ...]
    pairs: tuple[tuple[float, float], ...] = ()
    """Seconds per call of the old and the new version in each process pair."""

    @property
    def ratios(self) -> tuple[float, ...]:
        """Old time / new time of each process pair."""
        return tuple(round(old_s / max(new_s, 1e-9), 4) for old_s, new_s in self.pairs)


@dataclass(frozen=True)
class Pair:
    """The fastest batch of each side in one process pair, in seconds per call."""

    old_s: float
    new_s: float
    honest: bool
    told: tuple[Told, ...]

    @property
    def ratio(self) -> float:
        """Old time / new time."""
        return self.old_s / max(self.new_s, 1e-9)


def one_pair(
    old: Side, new: Side, inputs: Inputs, clock: str, batches: int, turn: int, core: int | None = None
) -> Pair:
    """Two fresh processes, one version each; `turn` says which goes first and where in the inputs they start.

    Both run on the same core where one is given, unless they wait: what they wait for may need the others.
    """
    loops = inputs.loops
    for side in (old, new):
        side.server.prepare(inputs.name, inputs.function, inputs.calls)
    with old.fork() as first, new.fork() as second:
        workers = (first, second)
        for worker in workers:
            if core is not None and clock == "cpu":
                worker.pin(core)
            if not inputs.slow:
                worker.batch(inputs.name, inputs.warm, turn, REPLY_S)
        times: tuple[list[Batch], list[Batch]] = ([], [])
        idle_ns = 0  # what the new version computes in the old one's turns
        unlike: list[Told] = []
        telling_s = 0.0
        for index in range(batches):
            order = (0, 1) if (index + turn) % 2 == 0 else (1, 0)
            offset, keep = turn + index * loops, secrets.randbelow(loops)
            for which in order:
                before_ns = second.cpu_ns() or 0
                times[which].append(workers[which].batch(inputs.name, loops, offset, REPLY_S, keep))
                idle_ns += 0 if which else (second.cpu_ns() or 0) - before_ns
            if old is new or (telling_s and secrets.randbelow(1000) * batches * telling_s > 1000 * TELLING_S):
                continue
            began = time.monotonic()
            made, mine = first.told(REPLY_S), second.told(REPLY_S)
            telling_s = time.monotonic() - began
            if "tree" in made and (made["tree"] != mine.get("tree") or made["raised"] != mine.get("raised")):
                unlike.append((made, mine))
        alone = old.server is not new.server or not old.server.strangers(first, second)
    old_ns, new_ns = (min(_clocked(batch, clock) for batch in side) for side in times)
    new_ns = max(new_ns, _least(times[0], times[1], clock))
    honest = (
        alone
        and _honest(times[1], clock)
        and not _hides(times[0], times[1], idle_ns, clock)
        and not (clock == "cpu" and _waits(times[1]) and not _waits(times[0]))
    )
    return Pair(old_ns / loops / 1e9, new_ns / loops / 1e9, honest, tuple(unlike))


def _clocked(batch: Batch, clock: str) -> int:
    return batch.cpu_ns if clock == "cpu" else batch.wall_ns


def _seen(batch: Batch, clock: str) -> int | None:
    return batch.seen_cpu_ns if clock == "cpu" else batch.seen_wall_ns


def _least(old: Sequence[Batch], new: Sequence[Batch], clock: str) -> int:
    """What the new version's fastest batch takes at least, whatever its own clock says.

    It is the kernel's figure less what the old version's process, which nobody forges, spends around its batches.
    """
    seen = [ns for batch in new if (ns := _seen(batch, clock)) is not None]
    around = [ns - _clocked(batch, clock) for batch in old if (ns := _seen(batch, clock)) is not None]
    if not seen or not around:
        return 0
    usual = statistics.median(around) if clock == "cpu" else max(around)  # wall time also passes while others compute
    return int(min(seen) - usual * (1 + SLACK) - SLACK_NS)


def _hides(old: Sequence[Batch], new: Sequence[Batch], idle_ns: int, clock: str) -> bool:
    """Whether much of the time that the new version saves is spent while its inputs are made, or in the other's turns."""
    staged = [[batch.staged_cpu_ns for batch in side if batch.staged_cpu_ns is not None] for side in (old, new)]
    usual, taken = (statistics.median(side) if side else 0.0 for side in staged)
    extra = taken - usual if taken - usual > HIDDEN_OF_STAGING * usual else 0.0
    saved_ns = sum(_clocked(batch, clock) for batch in old) - sum(_clocked(batch, clock) for batch in new)
    hidden_ns = max(idle_ns, extra * len(new))
    return saved_ns > 0 and hidden_ns > max(HIDDEN * saved_ns, HIDDEN_NS * len(new))


def _honest(batches: Sequence[Batch], clock: str) -> bool:
    """Whether the clock inside agrees with the one outside in at least one batch: noise delays some, never all."""
    seen = [(_clocked(batch, clock), _seen(batch, clock)) for batch in batches]
    return any(outside is None or outside <= MISMATCH_FACTOR * inside + MISMATCH_NS for inside, outside in seen)


def _waits(batches: Sequence[Batch]) -> bool:
    """Whether wall time passed in every batch in which the process did not compute: it slept, or others worked for it."""
    return all(batch.waits and batch.wall_ns > WAITING * batch.cpu_ns + WAITING_NS for batch in batches)


def first_calls(old: Side, new: Side, inputs: Inputs, clock: str, turn: int, core: int | None) -> float:
    """Old time / new time of first calls: in a pair of fresh processes each call runs once, and nothing ran before."""
    taken = []
    for side in (old, new):
        side.server.prepare(inputs.name, inputs.function, inputs.calls)
        with side.fork() as worker:
            if core is not None and clock == "cpu":
                worker.pin(core)
            taken.append(_clocked(worker.batch(inputs.name, len(inputs.calls), turn, REPLY_S), clock))
    return max(taken[0], 1) / max(taken[1], 1)


def screen(old: Side, new: Side, inputs: Inputs, clock: str, least: float = 0.0) -> Pair:
    """One quick pair: enough to drop what is plainly not faster than `least`, where that matters.

    There is a second one where the clocks of the first disagree, or where it may have been a bad moment: one look in four
    at identical code is off by more than 3 %, some by 30 % (benchmarks/false_positives.py). Then the better one counts.
    """
    batches = 1 if inputs.slow else SCREEN_BATCHES
    core = quiet_core()
    first = one_pair(old, new, inputs, clock, batches, 0, core)
    doubtful = PLAINLY * least < first.ratio < least and not inputs.slow
    if first.honest and not doubtful:
        return first
    second = one_pair(old, new, inputs, clock, batches, 1, core)
    return max((pair for pair in (first, second) if pair.honest), key=lambda pair: pair.ratio, default=second)


def measure(old: Side, new: Side, inputs: Inputs, clock: str, gain: float, until: float = math.inf) -> Timing:
    """Pairs until the verdict stands, at most `MOST_PAIRS`; slow functions run at most `SLOW_RUNS` times."""
    pairs: list[Pair] = []
    most = SLOW_RUNS // 2 if inputs.slow else MOST_PAIRS
    decision: Decision | None = None
    core = None
    while decision is None and len(pairs) < most and (len(pairs) < FEWEST_PAIRS or time.monotonic() < until):
        if len(pairs) % FEWEST_PAIRS == 0:
            core = quiet_core()
        pairs.append(one_pair(old, new, inputs, clock, inputs.batches, len(pairs), core))
        decision = decide([pair.ratio for pair in pairs], gain, most)
    if decision is None:  # the time is over: what there is must be enough
        decision = decide([pair.ratio for pair in pairs], gain, len(pairs))
    return Timing(
        decision or "undecided",
        speedup([pair.ratio for pair in pairs], clock),
        any(pair.honest for pair in pairs),
        statistics.median(pair.old_s for pair in pairs),
        statistics.median(pair.new_s for pair in pairs),
        tuple(told for pair in pairs for told in pair.told),
        tuple((pair.old_s, pair.new_s) for pair in pairs),
    )


def choose_clock(side: Side, inputs: Inputs) -> tuple[str, float]:
    """Choose "cpu" when the version computes all the time, "wall" when it waits; and its seconds per call.

    Wall time that passes while others have the processor is no waiting.
    """
    side.server.prepare(inputs.name, inputs.function, inputs.calls)
    with side.fork() as worker:
        if not inputs.slow:
            worker.batch(inputs.name, inputs.warm, 0, REPLY_S)
        batches = [worker.batch(inputs.name, inputs.loops, index, REPLY_S) for index in range(1 if inputs.slow else 4)]
    wall_ns, cpu_ns = min(batch.wall_ns for batch in batches), min(batch.cpu_ns for batch in batches)
    computes = wall_ns <= CPU_BOUND * cpu_ns + 20_000 or not min(batch.waits for batch in batches)
    clock = "cpu" if computes else "wall"
    return clock, (cpu_ns if clock == "cpu" else wall_ns) / inputs.loops / 1e9


def self_check(side: Side, inputs: Inputs, clock: str, calm: float, until: float = math.inf) -> list[float]:
    """Pair ratios of one version against itself, as `measure` would see them.

    More pairs, as long as there is time, until identical code seems to differ by no more than `calm`: the smallest gain
    that is looked for.
    """
    fewest, most = (3, 3) if inputs.slow else (FEWEST_PAIRS + 1, MOST_SELF_PAIRS)
    ratios: list[float] = []
    core = None
    while len(ratios) < fewest or (len(ratios) < most and spread(ratios) > calm and time.monotonic() < until):
        if len(ratios) % FEWEST_PAIRS == 0:
            core = quiet_core()
        ratios.append(one_pair(side, side, inputs, clock, inputs.batches, len(ratios), core).ratio)
    return ratios


@dataclass(frozen=True)
class MemoryUse:
    """Bytes that one call allocates: at its peak, on average over its time, and as (seconds, bytes) during the call."""

    peak_bytes: int
    mean_bytes: int
    samples: tuple[tuple[float, int], ...] = ()


def memory(side: Side, inputs: Inputs, index: int = 0, within_s: float = REPLY_S) -> MemoryUse:
    """What one call, the `index`th of the inputs, allocates; a call that is over at once has no samples.

    Raises LateError where it takes longer than `within_s`.
    """
    side.server.prepare(inputs.name, inputs.function, inputs.calls)
    with side.fork() as worker:
        reply = worker.ask("memory", within_s, name=inputs.name, index=index)
    try:
        samples = tuple((round(float(at_s), 6), int(size)) for at_s, size in reply["samples"])
    except (LookupError, TypeError, ValueError, OverflowError) as error:  # a version can send what it likes
        raise GarbageError(f"samples: {error}") from error
    peak_bytes, mean_bytes = numbers(reply, "peak_bytes", "mean_bytes")
    return MemoryUse(peak_bytes, mean_bytes, samples)
