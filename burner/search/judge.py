"""The cascade: from a proposal to its verdict, the cheapest check first, stopping at the first that fails."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from burner import scratch
from burner.measure.cores import quiet_core
from burner.measure.footprint import compare
from burner.measure.statistics import Speedup, decide, speedup
from burner.measure.timing import (
    FEWEST_BATCHES,
    FEWEST_PAIRS,
    MOST_PAIRS,
    Inputs,
    MemoryUse,
    Timing,
    first_calls,
    measure,
    memory,
    one_pair,
    screen,
)
from burner.policy.protocol import Verdict
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import InstallError
from burner.sandbox.place import Place
from burner.search.versions import Rewritten
from burner.target import Target
from burner.verify.behaviour import Case, Mismatch, Side, check, describe_call, difference, outcomes
from burner.verify.compare import Level
from burner.verify.guard import guard
from burner.verify.show import printable
from burner.verify.shrink import shrink
from burner.workload.discover import Tests, check_tests
from burner.workload.record import Watch

SMOKE_CASES = 12
SCREEN_RATIO = 0.97
LONGEST_GLANCE_S = 0.1
"""Inputs that take longer are left to the full measurement: a first look is to be quick."""
LOSS = 0.10
REMEMBERS = 2.0
"""A version that is so many times faster on repeated calls than on first ones is measured on first ones."""
PLAIN_S = 0.001
"""In calls of this length it does not matter what the interpreter has warmed up: first ones are to be faster, too."""
LOSS_FLOOR_S = 5e-6
SHRINK_S = 1.5
MEMORY_FLOOR_BYTES = 1_000_000
MOST_MEMORY = 2.0
_CLOCKS = "its clocks and the kernel's disagree: it waits, or others work for it"


@dataclass(frozen=True)
class Judged:
    """The verdict on one proposal, where it fell, why, and what was measured."""

    verdict: Verdict
    stage: str
    reason: str
    rewritten: Rewritten | None = None
    counter_example: str | None = None
    speedup: Speedup | None = None
    memory_ratio: float | None = None
    integral_ratio: float | None = None
    judge_s: float = 0.0
    pairs: tuple[float, ...] = ()
    """The ratios of the process pairs that `speedup` rests on."""
    memory: MemoryUse | None = None


@dataclass(frozen=True)
class Looked:
    """A version that behaves as the original and looks no slower: `ratio` is old time / new time in a first look."""

    version: Rewritten
    side: Side
    ratio: float
    judge_s: float

    def undecided(self) -> Judged:
        """What is known of it as long as it is not measured in full."""
        reason = f"{self.ratio:.2f}x in a first look; there was no time to measure it in full"
        return Judged("undecided", "screening", reason, self.version, judge_s=self.judge_s)


_Found = TypeVar("_Found", Judged, Looked)


class _Verdict(Exception):  # noqa: N818 - no error: it ends the cascade
    """Ends the cascade."""

    def __init__(self, verdict: Verdict, stage: str, reason: str, counter_example: str | None = None) -> None:
        super().__init__(reason)
        self.judged = Judged(verdict, stage, reason, counter_example=counter_example)


@dataclass
class Judge:
    """What candidates of one run are judged by; `seen` maps the digest of a version to the candidate that had it."""

    target: Target
    place: Place
    watch: Watch
    original: Side
    cases: Sequence[Case]
    tests: Sequence[Tests]
    main: Inputs
    others: Sequence[Inputs]
    lowest: Sequence[Inputs]
    """A version must be better on these too, and the lowest of all its speed-ups is what it has."""
    single: Sequence[Inputs]
    """Recorded calls of every kind, each by itself: a loss on one kind does not show in the sum of all."""
    clock: str
    gain: float
    objective: str
    level: Level
    base_memory: tuple[int, int]
    test_limit_s: float
    until: float = math.inf
    seen: dict[str, str] = field(default_factory=dict)

    def judge(self, ident: str, made: Rewritten | str, best: float) -> Judged:
        """Judge one version (or the reason why there is none); below a part of `best` it is not measured in full."""
        found = self.look(ident, made)
        return self.decide(found, best) if isinstance(found, Looked) else found

    def look(self, ident: str, made: Rewritten | str) -> Judged | Looked:
        """Check a version and take a first look at its speed: the verdict where it falls, else what `decide` goes on with."""
        began = time.monotonic()

        def looked() -> Looked:
            version = self._static(ident, made)
            side = Side(self.original.server, version.version)
            self._behaviour(side)
            ratio = self._screened(side)
            return Looked(version, side, ratio, time.monotonic() - began)

        return self._caught(looked, made, began)

    def decide(self, looked: Looked, best: float) -> Judged:
        """Measure a version in full that passed the first look."""

        def measured() -> Judged:
            ratio = looked.ratio
            if ratio < 0.6 * best and self.objective == "time":
                reason = f"{ratio:.2f}x in a first look; the best so far has {best:.2f}x"
                raise _Verdict("undecided", "screening", reason)
            timing = measure(self.original, looked.side, self.main, self.clock, self.gain, self.until)
            found = self._gain(looked.side, looked.version, timing)
            self._tests(looked.version)
            return found

        return self._caught(measured, looked.version, time.monotonic() - looked.judge_s)

    def _caught(self, stages: Callable[[], _Found], made: Rewritten | str, began: float) -> _Found | Judged:
        """What the stages come to, with the verdict where they end early."""
        try:
            found = stages()
        except _Verdict as end:
            fallen = end.judged
        except (InstallError, GoneError, LateError, GarbageError) as error:
            fallen = Judged("crashed", "measure", f"its process failed while it was measured: {error or 'it ended'}")
        else:
            if not isinstance(found, Judged):
                return found
            fallen = found
        return replace(
            fallen,
            reason=printable(fallen.reason),
            rewritten=made if isinstance(made, Rewritten) else None,
            counter_example=None if fallen.counter_example is None else printable(fallen.counter_example),
            judge_s=time.monotonic() - began,
        )

    # ---- stages

    def _static(self, ident: str, made: Rewritten | str) -> Rewritten:
        if isinstance(made, str):
            raise _Verdict("malformed", "parse", made)
        if not made.version.edits:
            raise _Verdict("duplicate", "parse", "it is the original")
        if made.digest in self.seen:
            raise _Verdict("duplicate", "parse", f"the same code as {self.seen[made.digest]}")
        self.seen[made.digest] = ident
        reason = guard(self.target.source_file.text, made.text, made.version.edits)
        if reason is not None:
            raise _Verdict("forbidden", "guard", reason)
        return made

    def _behaviour(self, side: Side) -> None:
        edited = side.version.edits if side.version is not None else ()
        chosen = [case for case in self.cases if case.function == self.target.qualname or case.function in edited]
        by_cost = sorted(chosen, key=lambda case: case.wall_s)
        smoke = by_cost[:: max(1, len(by_cost) // SMOKE_CASES)][:SMOKE_CASES]
        for stage, cases in (("smoke", smoke), ("differential", chosen)):
            mismatch = check(side, cases, self.level)
            if mismatch is not None:
                raise _Verdict(mismatch.kind, stage, *self.explained(side, mismatch))

    def explained(self, side: Side, mismatch: Mismatch) -> tuple[str, str | None]:
        """Why a version is refused, and the smallest call found on which it differs."""
        case = mismatch.case
        if case is None:
            return mismatch.reason, None
        call, reason = case.call, mismatch.reason
        if mismatch.kind == "wrong":
            call = shrink(call, lambda tree: self._differs(side, case.function, tree) is not None, SHRINK_S)
            reason = self._differs(side, case.function, call) or reason
        name = "input " if self.target.program is not None else case.function.rpartition(".")[2]
        return printable(reason), printable(f"{name}{describe_call(call)}: {reason}")

    def _differs(self, side: Side, function: str, tree: Any) -> str | None:
        until = time.monotonic() + SHRINK_S
        pair = [dict(outcomes(each, function, [tree], until)).get(0) for each in (self.original, side)]
        expected, actual = pair
        if expected is None or actual is None or "tree" not in expected:
            return None
        return difference(expected, actual, self.level)

    def _screened(self, side: Side) -> float:
        """Old time / new time in a first look: the lowest of those on the inputs of which the lowest speed-up counts."""
        ratio = self._glance(side, self.main, "")
        for inputs in self.lowest:
            if inputs.time_s <= LONGEST_GLANCE_S:
                ratio = min(ratio, self._glance(side, inputs, f" on {self._where(inputs)}"))
        return ratio

    def _glance(self, side: Side, inputs: Inputs, where: str) -> float:
        first = screen(self.original, side, inputs, self.clock, SCREEN_RATIO)
        ratio = first.ratio
        if ratio < SCREEN_RATIO and self.objective == "time":
            worse: Verdict = "trade_off" if where else "worse"
            verdict = worse if ratio < 1 / (1 + self.gain) else "no_difference"
            raise _Verdict(verdict, "screening", f"{ratio:.2f}x in a first look{where}")
        if not first.honest:
            raise _Verdict("clock_mismatch", "screening", _CLOCKS)
        return ratio

    def _where(self, inputs: Inputs) -> str:
        return inputs.name.replace(f"{self.main.name}, ", "the same with ")

    def _gain(self, side: Side, version: Rewritten, timing: Timing) -> Judged:
        found = Judged("better", "full", "", version, speedup=timing.speedup, pairs=timing.ratios)
        if not timing.clock_honest:
            return self._ended(found, "clock_mismatch", _CLOCKS)
        self._told(timing)
        used, (base_peak, base_mean) = memory(side, self.main), self.base_memory
        memory_ratio = (base_peak + 4096) / (used.peak_bytes + 4096)
        integral_ratio = (base_mean * timing.old_s + 1e-9) / (used.mean_bytes * timing.new_s + 1e-9)
        found = replace(found, memory_ratio=memory_ratio, integral_ratio=integral_ratio, memory=used)
        if self.objective == "time":
            if timing.decision != "better":
                return self._ended(found, timing.decision, _reason(timing))
            found = self._lowest(side, self._fresh(side, found))
        else:
            if timing.speedup.ratio < 1 / (1 + LOSS):
                return self._ended(found, "trade_off", f"time gets worse: {timing.speedup.ratio:.2f}x")
            found = self._smaller(side, found, timing)
        grew = used.peak_bytes - base_peak
        if self.objective == "time" and memory_ratio < 1 / MOST_MEMORY and grew > MEMORY_FLOOR_BYTES * 50:
            return self._ended(found, "trade_off", f"needs {1 / memory_ratio:.1f} times the memory")
        for inputs in self.others:
            self._no_loss(side, inputs)
        core = quiet_core() if self.single else None
        for inputs in self.single:
            pair = one_pair(self.original, side, inputs, self.clock, FEWEST_BATCHES, 0, core)
            if pair.ratio < 1 / (1 + LOSS) and pair.new_s - pair.old_s > LOSS_FLOOR_S:
                self._no_loss(side, inputs)
        return found

    def _told(self, timing: Timing) -> None:
        reason = told_otherwise(timing, self.level)
        if reason is not None:
            raise _Verdict("wrong", "measure", reason)

    def _smaller(self, side: Side, found: Judged, timing: Timing) -> Judged:
        """The verdict on memory, or on memory times time, over pairs of its own."""
        what: Literal["memory", "integral"] = "memory" if self.objective == "memory" else "integral"
        least = compare(self.original, side, self.main, what, timing.ratios, self.gain)
        ratio = least.ratio.ratio
        if least.decision != "better":
            said = f"{what} {ratio:.2f}x less (95% CI {least.ratio.low:.2f}-{least.ratio.high:.2f})"
            return self._ended(found, least.decision, said)
        return replace(found, memory_ratio=ratio) if what == "memory" else replace(found, integral_ratio=ratio)

    def _fresh(self, side: Side, found: Judged) -> Judged:
        """The speed-up of first calls where repeated ones are far faster: only those are remembered.

        Noise must not make a version that only remembers look better on first calls: it has to be so by the rule that
        decides everywhere.
        """
        core = quiet_core()
        ratios = [first_calls(self.original, side, self.main, self.clock, turn, core) for turn in range(FEWEST_PAIRS)]
        first = speedup(ratios, self.clock)
        if found.speedup is None:
            return found
        plain = self.main.time_s >= PLAIN_S and first.high < min(1 + self.gain, found.speedup.low)
        if not plain and found.speedup.ratio < REMEMBERS * first.ratio:
            return found
        while (decision := decide(ratios, self.gain, MOST_PAIRS)) is None:
            ratios.append(first_calls(self.original, side, self.main, self.clock, len(ratios), core))
        first = speedup(ratios, self.clock)
        if decision != "better":
            reason = f"{found.speedup.ratio:.2f}x on calls that it has seen, {first.ratio:.2f}x on first calls"
            return self._ended(found, "caches_across_calls", reason)
        return replace(found, speedup=first, pairs=())

    def _lowest(self, side: Side, found: Judged) -> Judged:
        """The lowest of the speed-ups: on the main inputs, on the like with no text twice, on long recorded calls."""
        for inputs in self.lowest:
            other = measure(self.original, side, inputs, self.clock, self.gain, self.until)
            self._told(other)
            if found.speedup is None or other.decision != "better":
                known = f"{found.speedup.ratio:.2f}x on {self.main.name}; " if found.speedup else ""
                verdict: Verdict = "trade_off" if other.decision == "worse" else "no_difference"
                return self._ended(found, verdict, f"{known}{other.speedup.ratio:.2f}x on {self._where(inputs)}")
            if other.speedup.ratio < found.speedup.ratio:
                found = replace(found, speedup=other.speedup, pairs=other.ratios)
        return found

    def _no_loss(self, side: Side, inputs: Inputs) -> None:
        other = measure(self.original, side, inputs, self.clock, LOSS, time.monotonic())
        self._told(other)
        lost_s = other.new_s - other.old_s
        if other.speedup.ratio < 1 / (1 + LOSS) and lost_s > LOSS_FLOOR_S:
            slower = f"{1 / other.speedup.ratio:.2f}x slower on {inputs.name} ({lost_s * 1e6:.0f} us a call)"
            raise _Verdict("trade_off", "input classes", slower)

    def _ended(self, found: Judged, verdict: Verdict, reason: str) -> Judged:
        raise _Measured(replace(found, verdict=verdict, reason=reason))

    def _tests(self, version: Rewritten) -> None:
        failed = self.run_tests(version.data)
        if failed:
            test, why = next(iter(failed.items()))
            raise _Verdict("wrong", "tests", f"{test} fails: {why}", test)

    def run_tests(self, data: bytes) -> Mapping[str, str]:
        """The user's tests with the file replaced, in a fresh process: what fails, by test id."""
        with scratch.directory() as folder:
            path = Path(folder) / "text"
            path.write_bytes(data)
            for tests in self.tests:
                replace = {self.watch.file: path}
                failed, _ = check_tests(self.place, self.watch, tests, self.test_limit_s, replace)
                if failed:
                    return failed
        return {}


class _Measured(_Verdict):
    """Ends the cascade with what was measured until then."""

    def __init__(self, judged: Judged) -> None:
        Exception.__init__(self, judged.reason)
        self.judged = judged


def told_otherwise(timing: Timing, level: Level) -> str | None:
    """How what a version made while it was timed differs from what the original made, in words."""
    found = (difference(old, new, level) for old, new in timing.told)
    return next((f"while it is timed, {how}" for how in found if how is not None), None)


def _reason(timing: Timing) -> str:
    found = timing.speedup
    return f"{found.ratio:.2f}x (95% CI {found.low:.2f}-{found.high:.2f}, {found.pairs} pairs)"
