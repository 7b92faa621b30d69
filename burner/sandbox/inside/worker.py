"""One forked process that behaves as one version of the module: runs calls, times batches, profiles.

It is told what to run by messages and never sees an expected result. The clocks and the encoder are taken before any
code of a candidate exists.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import pickle
import random
import resource
import sys
import time
import traceback
import types
import warnings
from typing import Any, Callable, NamedTuple

from . import codec, frames, functions, lines, memory, program

Call = tuple[tuple[Any, ...], dict[str, Any]]

STATE_NODES = 20_000
SAID = 50
"""So many warnings are told of one call."""
FILTERS = list(warnings.filters)
"""As Python starts: where the module sets its own, they decide what is a warning and what an error."""
STDOUT_CHARS, OUTPUT_CHARS = 20_000, 10_000_000
"""So much of what a function prints is compared, and of what a program does."""


class Timed(NamedTuple):
    """Calls of one function that are timed: each item makes a fresh copy of one call."""

    function: str
    makers: list[Callable[[], Call]]


class Worker:
    """Answers the messages of one session; every method named `do_...` is one operation."""

    def __init__(self, fd: int, module: types.ModuleType, found: dict[str, Any], sets: dict[str, Timed]) -> None:
        self.fd = fd
        self.module = module
        self.found = found
        self.sets = sets
        self.holders: list[Any] = []
        self.staged: list[Call] = []
        self.is_watching = True
        self.watched = self._watched()

    def serve(self) -> None:
        """Answer until the other side closes."""
        while True:
            try:
                message = frames.read(self.fd)
            except frames.ClosedError:
                return
            frames.write(self.fd, getattr(self, "do_" + message.pop("op"))(**message))

    # ---- installing a version

    def do_install(self, text: str, edits: list[str], imports: list[str]) -> dict[str, Any]:
        """Become the version of the module that `text` is; `edits` are the qualified names that differ."""
        main = next((name for name, target in self.found.items() if isinstance(target, program.Program)), None)
        try:
            if main is not None:
                self.found[main] = program.Program(text, self.module.__file__ or "")
                return {}
            functions.install(self.module, text, {name: self.found[name] for name in edits}, imports)
        except (functions.UnswappableError, functions.NotFoundError, KeyError) as error:
            return {"error": f"{type(error).__name__}: {error}"}
        except Exception as error:
            return {"error": "".join(traceback.format_exception_only(type(error), error)).strip()}
        self.watched = self._watched()
        return {}

    # ---- behaviour

    def do_run(self, function: str, calls: list[Any]) -> dict[str, Any]:
        """Run each call once and send its outcome as a message of its own, then {"done": true}.

        "busy_ns" is the CPU time of a call that never waited, which others' work on the machine does not lengthen.
        """
        target = self.found[function]
        for index, tree in enumerate(calls):
            frames.write(self.fd, {"call": index, **self._outcome(target, tree)})
        return {"done": True}

    def _outcome(self, target: Any, tree: Any) -> dict[str, Any]:
        try:
            args, kwargs = codec.decode(tree)
        except codec.Undecodable as failure:
            return {"undecodable": str(failure)}
        state = self._state()
        random.seed(0)
        out, err = io.StringIO(), io.StringIO()
        saved = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = out, err
        error: BaseException | None = None
        result: Any = None
        with warnings.catch_warnings(record=True) as warned:
            if warnings.filters == FILTERS:
                warnings.simplefilter("always")
            waited = resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw
            began_ns, cpu_began_ns = time.perf_counter_ns(), time.process_time_ns()
            try:
                result = target(*args, **kwargs)
            except BaseException as caught:
                error = caught
            finally:
                cpu_ns, wall_ns = time.process_time_ns() - cpu_began_ns, time.perf_counter_ns() - began_ns
                sys.stdout, sys.stderr = saved
        waits = resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw - waited
        outcome: dict[str, Any] = {
            "wall_ns": wall_ns,
            "busy_ns": wall_ns if waits else min(cpu_ns, wall_ns),
            "raised": error is not None,
        }
        if error is not None:
            error.__traceback__ = None
            outcome["raises"] = f"{type(error).__name__}: {str(error)[:300]}"
        try:
            outcome["tree"] = codec.encode((error if error is not None else result, args, kwargs))
        except codec.Unencodable as failure:
            outcome["unencodable"] = str(failure)
        if isinstance(target, program.Program):
            outcome["output"] = out.getvalue()[:OUTPUT_CHARS]
        elif out.tell():
            outcome["stdout"] = out.getvalue()[:STDOUT_CHARS]
        said = [f"{item.category.__name__}: {item.message}"[:300] for item in (warned or [])[:SAID]]
        if said or err.tell():
            outcome["said"] = {"warnings": said, "stderr": err.getvalue()[:STDOUT_CHARS]}
        after = self._state()
        if after != state:
            outcome["state"] = after
        return outcome

    def _watched(self) -> list[tuple[str, Any, str]]:
        """Where the module keeps state between calls: data at module level, on its classes and on its functions."""
        places: list[tuple[str, Any, str]] = []
        self.holders = list(self.found.values())
        plain = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)
        for name, value in self.module.__dict__.items():
            if name.startswith("__"):
                continue
            if isinstance(value, type) and value.__module__ == self.module.__name__:
                self.holders.append(value)
                places.extend(
                    (name + "." + key, value, key)
                    for key, item in vars(value).items()
                    if not key.startswith("__")
                    and not callable(item)
                    and not isinstance(item, (property, staticmethod, classmethod, types.MemberDescriptorType))
                )
            elif not isinstance(value, plain) and type(value).__module__ != "typing":
                places.append((name, self.module, name))
        for name, function in self.found.items():
            if function.__defaults__ or function.__kwdefaults__:
                places.append((name + ".__defaults__", function, "__defaults__"))
        return places

    def _state(self) -> Any:
        if not self.is_watching:
            return None
        values: dict[str, Any] = {label: getattr(holder, name, None) for label, holder, name in self.watched}
        names = len(vars(self.module)) - ("__warningregistry__" in vars(self.module))
        values["names"] = names + sum(len(vars(holder)) for holder in self.holders)
        try:
            return codec.encode(values, codec.Limits(nodes=STATE_NODES))
        except codec.Unencodable:  # as large as this before a candidate came: not looked at again in this process
            self.is_watching = False
            return None

    # ---- time

    def do_stage(self, name: str, loops: int, offset: int = 0) -> dict[str, Any]:
        """Rebuild the inputs of the next `go`: `loops` fresh copies of the set's calls, starting at `offset`."""
        makers = self.sets[name].makers
        self.staged = [makers[(offset + index) % len(makers)]() for index in range(loops)]
        random.seed(0)
        gc.collect()
        return {}

    def do_go(self, name: str) -> dict[str, Any]:
        """Time the staged runs."""
        items, self.staged = self.staged, []
        saved = sys.stdout
        sys.stdout = io.StringIO()
        try:
            wall_ns, cpu_ns, waits, self.last = _timed(self.found[self.sets[name].function], items)
        finally:
            sys.stdout = saved
        return {"wall_ns": wall_ns, "cpu_ns": cpu_ns, "waits": waits}

    def do_told(self) -> dict[str, Any]:
        """What the last timed call made, so that it can be seen that a version works as usual while it is timed."""
        (args, kwargs), result, error = self.last
        try:
            tree = codec.encode((error if error is not None else result, args, kwargs))
        except codec.Unencodable as failure:
            return {"raised": error is not None, "unencodable": str(failure)}
        return {"raised": error is not None, "raises": repr(error)[:300], "tree": tree}

    def do_memory(self, name: str, index: int = 0) -> dict[str, Any]:
        """What one call allocates by tracemalloc, in bytes: its peak, and its average over time by sampling."""
        chosen = self.sets[name]
        args, kwargs = chosen.makers[index]()
        gc.collect()
        return memory.observe(self.found[chosen.function], args, kwargs)

    def do_profile(self, function: str, calls: list[Any], budget_s: float) -> dict[str, Any]:
        """Line hits and times of the module's file over the calls, and the lines that allocate most in the first."""
        path = self.module.__file__ or ""
        made = [codec.decode(tree) for tree in calls]
        found = lines.profile(path, self.found[function], made, budget_s)
        found["allocations"] = lines.allocations(path, self.found[function], codec.decode(calls[0]))
        return found


def _timed(target: Any, items: list[Call]) -> tuple[int, int, int, tuple[Call, Any, Exception | None]]:
    """Wall and CPU nanoseconds of all calls, how often the process gave way, and the last call with its outcome."""
    result = error = None
    usage = resource.getrusage
    waited = usage(resource.RUSAGE_SELF).ru_nvcsw
    wall = time.perf_counter_ns
    cpu = time.process_time_ns
    wall_began, cpu_began = wall(), cpu()
    for args, kwargs in items:
        try:
            result = target(*args, **kwargs)
        except Exception as caught:  # a recorded call may raise; that is part of its time
            error = caught
    cpu_ended, wall_ended = cpu(), wall()
    waits = usage(resource.RUSAGE_SELF).ru_nvcsw - waited
    if error is not None:
        error.__traceback__ = None
    return wall_ended - wall_began, cpu_ended - cpu_began, waits, (items[-1], result, error)


def timed(function: str, calls: list[Any]) -> Timed:
    """A set of calls ready to be rebuilt for every timed run."""
    return Timed(function, [_maker(codec.decode(tree), tree) for tree in calls])


def _maker(call: Call, tree: Any) -> Callable[[], Call]:
    """How to rebuild a call fastest: by pickle where that gives an equal one, by decoding otherwise."""
    with contextlib.suppress(Exception):  # user classes may refuse to be pickled in any way
        blob = pickle.dumps(call, protocol=pickle.HIGHEST_PROTOCOL)
        if codec.encode(pickle.loads(blob)) == tree:  # noqa: S301 - our own bytes, inside the sandbox
            return lambda: pickle.loads(blob)  # noqa: S301 - as above
    return lambda: codec.decode(tree)


def main(fd: int, module: types.ModuleType, found: dict[str, Any], sets: dict[str, Timed]) -> None:
    """Serve one session in a freshly forked process and leave without running anything else."""
    code = 1
    try:
        Worker(fd, module, found, sets).serve()
        code = 0
    except BrokenPipeError:
        pass
    except BaseException:  # whatever it is, the parent sees the closed socket; the text is for burner's log
        traceback.print_exc()
    finally:
        os._exit(code)
