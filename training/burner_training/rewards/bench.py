"""The judge of one task: prepared once, as `burner compare` prepares a target, then asked for many answers.

The verdict is burner's own (`burner.search.judge`). What rewards need besides, the times and the memory of an answer and
of its baseline, is measured side by side in the same processes' pairs, so that a busy machine changes both.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from burner import scratch
from burner.errors import BurnerError, TargetError
from burner.measure.timing import Inputs, memory, one_pair, screen
from burner.policy.parse import parse_answer
from burner.policy.protocol import Origin, Verdict
from burner.sandbox.channel import GarbageError, GoneError, LateError
from burner.sandbox.forkserver import ForkServer, InstallError
from burner.sandbox.place import Place
from burner.search.clock import RunClock
from burner.search.judge import Judged
from burner.search.prepare import HASH_SEEDS, Prepared, place_of, prepared, watched
from burner.search.versions import Rewritten, of_bytes, rewritten
from burner.target import functions
from burner.verify.behaviour import CALL_LIMIT_S, Case, Side, check, outcomes
from burner.workload.record import Watch, run_replaced, script_argv
from burner_training.rewards import project
from burner_training.rewards.judgement import Judgement
from burner_training.tasks.schema import FAILED, Measured, Objective, Task

PREPARE_S, ANSWER_S, TESTS_S = 60.0, 8.0, 30.0
"""Most that preparing a task, measuring one answer and the plain tests may take; parts of the first have shares of it."""
FAILING: frozenset[Verdict] = frozenset(
    {"malformed", "forbidden", "crashed", "timed_out", "wrong", "caches_across_calls", "clock_mismatch"}
)
"""Verdicts of answers that are no solution, or cheat."""
UNTESTED: frozenset[Verdict] = frozenset({"worse", "no_difference", "trade_off", "undecided"})
"""Verdicts that burner gives before it runs the user's tests."""
AGREEING = 3
"""Generated inputs count where so many human solutions agree with the original on them."""
TOO_SLOW = 100.0
"""A solution that takes so many times as long as the original is not measured on the same inputs."""
_GONE = (InstallError, GoneError, LateError, GarbageError, TargetError)


@dataclass(frozen=True)
class _Known:
    """What is known of one text, whatever it is compared with."""

    judged: Judged
    passed: bool
    version: Rewritten | None


@dataclass
class Bench:
    """A prepared task; use `opened` to make one. Not for several threads at once."""

    task: Task
    ready: Prepared
    stack: ExitStack
    known: dict[str, _Known] = field(default_factory=dict)
    base: Measured = FAILED

    @classmethod
    def opened(cls, task: Task, objective: Objective = "time", seed: int = 0, prepare_s: float = PREPARE_S) -> Bench:
        """Prepare a task: raises BurnerError where its original does not pass, or there is no sandbox."""
        with ExitStack() as stack:
            folder = Path(stack.enter_context(scratch.directory())).resolve()
            project.write(task, folder)
            asked = project.request(task, folder, prepare_s, objective, seed)
            target = project.target(asked)
            if project.plain(task):
                _refuse_failing(task, place_of(asked, target), watched(target, asked.helpers))
            ready = prepared(asked, target, RunClock(prepare_s), stack)
            bench = cls(task, ready, stack.pop_all())
        try:
            bench._agree()
            bench.base = bench._needs(ready.judge.original, ready.judge.main.time_s)
        except BaseException:
            bench.close()
            raise
        return bench

    def close(self) -> None:
        """End its processes and delete its folder."""
        self.stack.close()

    def judge(self, code: str | None, baseline: str | None = None) -> Judgement:
        """What an answer is worth against the task's original, or against another solution of it."""
        began = time.monotonic()
        found = self._known(code)
        base = None if baseline is None or baseline == self.task.original.code else self._known(baseline)
        result = self._compared(found, base) if found.passed else self._failed(found, base)
        return replace(result, judge_s=time.monotonic() - began)

    def measured(self, code: str) -> Measured:
        """A solution as a whole file beside the original, checked on the given inputs only; `FAILED` where it fails.

        Unlike an answer it may be built in any way, as people's solutions are. One that is far too slow for the inputs
        that the original was measured on fails too.
        """
        try:
            with self._server(code) as server:
                side = Side(server)
                if check(side, self._given(), self.ready.judge.level) is not None or self._too_slow(side):
                    return FAILED
                pair = screen(self.ready.judge.original, side, self._main, self.ready.judge.clock)
                return self._needs(side, self.base.time_s / pair.ratio)
        except (*_GONE, SyntaxError, ValueError):
            return FAILED

    def right_but_too_slow(self, code: str) -> bool:
        """Whether a solution passes on the given inputs, but takes too long on those that are timed."""
        try:
            with self._server(code) as server:
                side = Side(server)
                return check(side, self._given(), self.ready.judge.level) is None and self._too_slow(side)
        except (*_GONE, SyntaxError, ValueError):
            return False

    def _too_slow(self, side: Side) -> bool:
        limit_s = max(CALL_LIMIT_S, TOO_SLOW * self._main.time_s)
        until = time.monotonic() + limit_s
        return dict(outcomes(side, self._main.function, self._main.calls[:1], until, limit_s)).get(0) is None

    def module(self, code: str) -> str:
        """The whole module with an answer in it, for the next prompt; the answer itself where it does not fit."""
        version = self._version(code) if self.task.kind == "function" else ""
        return version.text if isinstance(version, Rewritten) else code

    def repeated(self, code: str, repeats: int) -> list[Measured]:
        """An answer that passes, measured so many times beside the original; empty where it fails."""
        found = self._known(code)
        if not found.passed:
            return []
        side, runs = self._side(found), []
        try:
            for _ in range(repeats):
                pair = screen(self.ready.judge.original, side, self._main, self.ready.judge.clock)
                runs.append(self._needs(side, self.base.time_s / pair.ratio))
        except _GONE:
            return []
        return runs

    # ---- what a text is

    def _known(self, code: str | None) -> _Known:
        version = self._version(code)
        key = version.digest if isinstance(version, Rewritten) else version
        if key not in self.known:
            self.known[key] = self._look(version)
        return self.known[key]

    def _version(self, code: str | None) -> Rewritten | str:
        """The answer in the original's place, or why it does not fit."""
        if code is None:
            return "there is no code in the answer"
        target, brief = self.ready.target, self.ready.brief
        if self.task.kind == "program":
            try:
                return of_bytes(target, project.whole(code).encode())
            except (SyntaxError, ValueError, IndexError, RecursionError) as error:
                return f"it does not parse: {error}"
        names = (target.qualname, *brief.helpers)
        return rewritten(target, brief, parse_answer(_fenced(code), brief, names, Origin("llm", "policy")))

    def _look(self, version: Rewritten | str) -> _Known:
        judge = replace(self.ready.judge, seen={}, until=time.monotonic() + ANSWER_S)
        judged = judge.judge("answer", version, 0.0)
        if not isinstance(version, Rewritten):
            return _Known(judged, passed=False, version=None)
        passed = judged.verdict not in FAILING
        reason = self._fails(version.data, judged) if passed else None
        if reason is not None:
            judged = replace(judged, verdict="wrong", stage="tests", reason=reason)
        return _Known(judged, passed and reason is None, version)

    def _fails(self, data: bytes, judged: Judged) -> str | None:
        """Why the task's own tests fail with these bytes in the original's place, as far as burner has not run them."""
        if project.plain(self.task):
            return _script_fails(self.ready.place, self.ready.watch, data)
        if judged.verdict not in UNTESTED:
            return None
        failed = self.ready.judge.run_tests(data)
        return next((f"{test} fails: {why}" for test, why in failed.items()), None)

    # ---- what it needs

    def _compared(self, found: _Known, base: _Known | None) -> Judgement:
        judge = self.ready.judge
        side = self._side(found)
        judged = found.judged
        try:
            if base is not None and base.passed:
                other = self._side(base)
                pair = one_pair(other, side, self._main, judge.clock, self._main.batches, 0)
                before, ratio = self._needs(other, pair.old_s), pair.ratio
                low = high = None
            elif judged.speedup is not None:
                before, ratio = self.base, judged.speedup.ratio
                low, high = judged.speedup.low, judged.speedup.high
            else:
                before, ratio = self.base, screen(judge.original, side, self._main, judge.clock).ratio
                low = high = None
            after = self._needs(side, before.time_s / ratio)
        except _GONE as error:
            return self._failed(replace(found, judged=replace(judged, verdict="crashed", reason=str(error))), base)
        passes = base is None or base.passed
        if not passes:
            before = FAILED
        return Judgement(judged.verdict, True, passes, after, before, low, ratio, high, judged.reason)

    def _failed(self, found: _Known, base: _Known | None) -> Judgement:
        passes = base is None or base.passed
        before = self.base if base is None else None
        return Judgement(found.judged.verdict, False, passes, None, before, reason=found.judged.reason)

    def _side(self, known: _Known) -> Side:
        if known.version is None or known.judged.verdict == "duplicate":
            return self.ready.judge.original
        return Side(self.ready.judge.original.server, known.version.version)

    def _needs(self, side: Side, time_s: float) -> Measured:
        used = memory(side, self._main)
        return Measured(time_s, used.peak_bytes, used.mean_bytes * time_s)

    @property
    def _main(self) -> Inputs:
        return self.ready.judge.main

    # ---- people's solutions

    def _given(self) -> Sequence[Case]:
        """The cases that come from the task itself, not those that burner made."""
        return [case for case in self.ready.cases if case.recorded and case.function == self.ready.target.qualname]

    def _server(self, code: str) -> ForkServer:
        load = self.ready.workload.load
        if self.task.kind == "function":
            known = functions(code)
            spans = {name: (known[name].first_line, known[name].last_line) for name in load.spans if name in known}
            load = replace(load, spans=spans)
        return ForkServer(self.ready.place, load, HASH_SEEDS[0], code.encode())

    def _agree(self) -> None:
        """Drop generated inputs on which people's solutions differ from the original: they are outside the problem."""
        asked = 0
        for human in self.task.humans:
            if asked == AGREEING:
                break
            if human.code == self.task.original.code or (human.measured is not None and not human.measured.passed):
                continue
            try:
                with self._server(human.code) as server:
                    side = Side(server)
                    if check(side, self._given(), self.ready.judge.level) is not None:
                        continue
                    self._keep([case for case in self.ready.cases if case.recorded or self._same(side, case)])
                    asked += 1
            except (*_GONE, SyntaxError, ValueError):
                continue

    def _same(self, side: Side, case: Case) -> bool:
        return case.function != self.ready.target.qualname or check(side, [case], self.ready.judge.level) is None

    def _keep(self, cases: list[Case]) -> None:
        self.ready.cases = cases
        self.ready.judge.cases = cases


def _script_fails(place: Place, watch: Watch, data: bytes | None) -> str | None:
    """Why a task's plain test functions fail, with these bytes as the module if they are given."""
    argv = script_argv(place, place.root / project.WORKLOAD, watch.file)
    with scratch.directory() as folder:
        over = {}
        if data is not None:
            over[watch.file] = Path(folder) / "text"
            over[watch.file].write_bytes(data)
        run = run_replaced(place, argv, watch, TESTS_S, [], over)
    if run.exit_code == 0 and not run.timed_out:
        return None
    return "the tests do not end" if run.timed_out else (run.tail.strip().splitlines() or ["the tests fail"])[-1]


def _refuse_failing(task: Task, place: Place, watch: Watch) -> None:
    reason = _script_fails(place, watch, None)
    if reason is not None:
        raise TargetError(f"task {task.id}: its original fails its tests: {reason}", "drop it, or mend it")


def _fenced(code: str) -> str:
    return code if "```" in code else f"```python\n{code}\n```\n"


def reason_of(error: BurnerError) -> str:
    """An error in one line."""
    return f"{error.message} ({error.hint})" if error.hint else error.message
