"""Counts and times the lines of one file while a function runs, and finds the lines that allocate most."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
import tracemalloc
from typing import Any, Callable


class _Tracer:
    """Hits and nanoseconds by line of one file; time spent in other files counts for the line that went there."""

    def __init__(self, path: str, deadline: float) -> None:
        self.real = os.path.realpath(path)
        self.deadline = deadline
        self.over = False
        self.hits: dict[int, int] = {}
        self.spent_ns: dict[int, int] = {}
        self.files: dict[str, bool] = {}
        self.stack: list[list[int]] = []

    def run(self, target: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Trace one call; what it raises is part of its time."""
        sys.settrace(self._enter)
        try:
            with contextlib.suppress(Exception):
                target(*args, **kwargs)
        finally:
            sys.settrace(None)
            self.stack.clear()

    def _charge(self) -> None:
        """Give the time since the last event to the line that was running."""
        if self.stack:
            line, since_ns = self.stack[-1]
            self.spent_ns[line] = self.spent_ns.get(line, 0) + time.perf_counter_ns() - since_ns

    def _enter(self, frame: Any, event: str, _argument: Any) -> Any:
        name = frame.f_code.co_filename
        mine = self.files.get(name)
        if mine is None:
            mine = self.files[name] = os.path.realpath(name) == self.real
        if not mine or event != "call":
            return None
        self._charge()
        if time.monotonic() > self.deadline:
            self.over = True
            sys.settrace(None)
            return None
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
    tracer = _Tracer(path, time.monotonic() + budget_s)
    done = 0
    with contextlib.redirect_stdout(io.StringIO()):
        for args, kwargs in calls:
            tracer.run(target, args, kwargs)
            done += 1
            if tracer.over or time.monotonic() > tracer.deadline:
                break
    rows = [[number, count, tracer.spent_ns.get(number, 0) / 1e9] for number, count in sorted(tracer.hits.items())]
    return {"lines": rows, "calls": done}


def allocations(path: str, target: Callable[..., Any], call: tuple[Any, Any]) -> list[list[int]]:
    """[[line number, bytes alive at the end], ...] of one call, largest first."""
    real = os.path.realpath(path)
    args, kwargs = call
    kept = []
    tracemalloc.start(1)
    try:
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            kept.append(target(*args, **kwargs))
        snapshot = tracemalloc.take_snapshot()
    finally:
        tracemalloc.stop()
    return [
        [item.traceback[0].lineno, item.size]
        for item in snapshot.statistics("lineno")
        if os.path.realpath(item.traceback[0].filename) == real
    ][:10]
