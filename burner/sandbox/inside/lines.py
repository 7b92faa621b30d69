"""Counts and times the lines of one file while a function runs, and finds the lines that allocate most."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any, Callable


class _Enough(BaseException):
    """Ends a call that has been looked at for long enough; no handler for errors of the code hears it."""


class _Tracer:
    """Hits and nanoseconds by line of one file; time spent in other files counts for the line that went there."""

    def __init__(self, path: str, budget_s: float) -> None:
        self.real = os.path.realpath(path)
        self.deadline_ns = time.perf_counter_ns() + int(budget_s * 1e9)
        self.hits: dict[int, int] = {}
        self.spent_ns: dict[int, int] = {}
        self.files: dict[str, bool] = {}
        self.stack: list[list[int]] = []

    def run(self, target: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Trace one call, or as much of it as there is time for; what it raises is part of its time."""
        sys.settrace(self._enter)
        try:
            with contextlib.suppress(Exception, _Enough):
                target(*args, **kwargs)
        finally:
            sys.settrace(None)
            self.stack.clear()

    @property
    def over(self) -> bool:
        """Whether the time for looking is used up."""
        return time.perf_counter_ns() > self.deadline_ns

    def _charge(self) -> None:
        """Give the time since the last event to the line that was running; raises _Enough when the time is over."""
        now_ns = time.perf_counter_ns()
        if self.stack:
            line, since_ns = self.stack[-1]
            self.spent_ns[line] = self.spent_ns.get(line, 0) + now_ns - since_ns
        if now_ns > self.deadline_ns:
            raise _Enough

    def _enter(self, frame: Any, event: str, _argument: Any) -> Any:
        name = frame.f_code.co_filename
        mine = self.files.get(name)
        if mine is None:
            mine = self.files[name] = os.path.realpath(name) == self.real
        if not mine or event != "call":
            return None
        self._charge()
        self.stack.append([frame.f_lineno, time.perf_counter_ns()])
        return self._line

    def _line(self, frame: Any, event: str, _argument: Any) -> Any:
        self._charge()
        if event == "line":
            number = frame.f_lineno
            self.hits[number] = self.hits.get(number, 0) + 1
            if self.stack:
                self.stack[-1][0] = number
        elif event == "return" and self.stack:
            self.stack.pop()
        if self.stack:
            self.stack[-1][1] = time.perf_counter_ns()
        return self._line


def profile(path: str, target: Callable[..., Any], calls: list[Any], budget_s: float) -> dict[str, Any]:
    """{"lines": [[number, hits, seconds], ...], "calls": how many ran}; stops when the budget ends."""
    tracer = _Tracer(path, budget_s)
    done = 0
    with contextlib.redirect_stdout(io.StringIO()):
        for args, kwargs in calls:
            tracer.run(target, args, kwargs)
            done += 1
            if tracer.over:
                break
    rows = [[number, count, tracer.spent_ns.get(number, 0) / 1e9] for number, count in sorted(tracer.hits.items())]
    return {"lines": rows, "calls": done}


@contextlib.contextmanager
def _at_most(seconds: float, last: Callable[[], object]) -> Iterator[None]:
    """End what runs inside after a time, and do something just before."""

    def end(_number: int, _frame: Any) -> None:
        last()
        raise _Enough

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with contextlib.suppress(_Enough):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def allocations(path: str, target: Callable[..., Any], call: tuple[Any, Any], budget_s: float) -> list[list[int]]:
    """[[line number, bytes alive at the end of one call, or of the time for it], ...], largest first."""
    real = os.path.realpath(path)
    args, kwargs = call
    kept = []
    taken: list[tracemalloc.Snapshot] = []
    tracemalloc.start(1)
    try:
        limit = _at_most(budget_s, lambda: taken.append(tracemalloc.take_snapshot()))
        with contextlib.suppress(Exception), limit, contextlib.redirect_stdout(io.StringIO()):
            kept.append(target(*args, **kwargs))
        snapshot = taken[0] if taken else tracemalloc.take_snapshot()
    finally:
        tracemalloc.stop()
    return [
        [item.traceback[0].lineno, item.size]
        for item in snapshot.statistics("lineno")
        if os.path.realpath(item.traceback[0].filename) == real
    ][:10]
