"""One forked process that behaves as one version of the module: runs calls, times batches, profiles.

It is told what to run by messages and never sees an expected result. The clocks and the encoder are taken before any
code of a candidate exists.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import importlib.util
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
from collections.abc import Mapping
from typing import Any, Callable, NamedTuple

from . import codec, frames, functions, lines, memory, program, symbolic
from .drawing import MAY_BE_LAZY, Drawn, draw

Call = tuple[tuple[Any, ...], dict[str, Any]]

STATE_NODES = 20_000
SAID = 50
"""So many warnings are told of one call."""
FILTERS = list(warnings.filters)
"""As Python starts: where the module sets its own, they decide what is a warning and what an error."""
LENT = 100
"""So many places are told in which a call's outcome shares objects with the module."""
STDOUT_CHARS, OUTPUT_CHARS = 20_000, 10_000_000
"""So much of what a function prints is told, and of what a program does."""


class Timed(NamedTuple):
    """Calls of one function that are timed: each item makes a fresh copy of one call."""

    function: str
    makers: list[Callable[[], Call]]


class Made(NamedTuple):
    """What one timed call was given and made of it."""

    call: Call
    result: Any
    error: Exception | None
    drawn: Drawn


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
        self.names = self._names()

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
        self.names = self._names()
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
        state, _ = self._state()
        random.seed(0)
        out, err = io.StringIO(), io.StringIO()
        saved = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = out, err
        error: BaseException | None = None
        result: Any = None
        drawn: Drawn = {}
        with warnings.catch_warnings(record=True) as warned:
            if warnings.filters == FILTERS:
                warnings.simplefilter("always")
            waited = resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw
            began_ns, cpu_began_ns = time.perf_counter_ns(), time.process_time_ns()
            try:
                result = target(*args, **kwargs)
                drawn = draw(result)
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
        encoder = codec.encoder(drawn=drawn)
        try:
            outcome["tree"] = encoder.tree((error if error is not None else result, args, kwargs))
        except codec.Unencodable as failure:
            outcome["unencodable"] = str(failure)
        if isinstance(target, program.Program):
            outcome["output"] = out.getvalue()[:OUTPUT_CHARS]
        elif out.tell():
            outcome["stdout"] = _cut(out.getvalue())
        said = [f"{item.category.__name__}: {item.message}"[:300] for item in (warned or [])[:SAID]]
        if said or err.tell():
            outcome["said"] = {"warnings": said, "stderr": err.getvalue()[:STDOUT_CHARS]}
        after, lasting = self._state()
        if after != state:
            outcome["state"] = after
        lent = sorted((number, lasting[ident]) for ident, number in encoder.seen.items() if ident in lasting)
        if lent:
            outcome["lent"] = lent[:LENT]
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

    def _names(self) -> int:
        """How many names there are on the module, its classes and its functions."""
        names = len(vars(self.module)) - ("__warningregistry__" in vars(self.module))
        return names + sum(len(vars(holder)) for holder in self.holders)

    def _state(self) -> tuple[Any, Mapping[int, int]]:
        """The tree of what the module keeps, and the number in it of everything that can change, by id."""
        if not self.is_watching:
            return None, {}
        values: dict[str, Any] = {label: getattr(holder, name, None) for label, holder, name in self.watched}
        values["names"] = self._names() - self.names
        encoder = codec.encoder(codec.Limits(nodes=STATE_NODES))
        try:
            return encoder.tree(values), encoder.seen
        except codec.Unencodable:  # as large as this before a candidate came: not looked at again in this process
            self.is_watching = False
            return None, {}

    def do_find(self, module: str) -> dict[str, Any]:
        """Say whether a module can be imported."""
        return {"found": importlib.util.find_spec(module) is not None}

    def do_part(
        self,
        function: str,
        text: str,
        edits: list[str],
        imports: list[str],
        annotations: dict[str, str],
        search_s: float,
    ) -> dict[str, Any]:
        """Become the version that `text` is, and give calls on which CrossHair thinks that it differs from the original."""
        old = functions.original_of(self.found[function])
        reply = self.do_install(text, edits, imports)
        if reply:
            return reply
        try:
            found = symbolic.parting(old, self.found[function], annotations, search_s)
            return {"calls": [codec.encode(((), kwargs)) for kwargs in found]}
        except Exception as error:  # CrossHair runs the version's code and has limits of its own: burner says so
            return {"error": f"{type(error).__name__}: {error}"}

    # ---- time

    def do_stage(self, name: str, loops: int, offset: int = 0) -> dict[str, Any]:
        """Rebuild the inputs of the next `go`: `loops` fresh copies of the set's calls, starting at `offset`."""
        makers = self.sets[name].makers
        self.staged = [makers[(offset + index) % len(makers)]() for index in range(loops)]
        random.seed(0)
        gc.collect()
        return {}

    def do_go(self, name: str, keep: int = 0) -> dict[str, Any]:
        """Time the staged runs; what the one at the place `keep` makes can be asked for afterwards."""
        items, self.staged = self.staged, []
        saved = sys.stdout
        sys.stdout = io.StringIO()
        try:
            wall_ns, cpu_ns, waits, self.kept = _timed(self.found[self.sets[name].function], items, keep)
        finally:
            sys.stdout = saved
        return {"wall_ns": wall_ns, "cpu_ns": cpu_ns, "waits": waits}

    def do_told(self) -> dict[str, Any]:
        """What a timed call made, so that it can be seen that a version works as usual while it is timed."""
        (args, kwargs), result, error, drawn = self.kept
        try:
            tree = codec.encode((error if error is not None else result, args, kwargs), drawn=drawn)
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
        found["allocations"] = lines.allocations(path, self.found[function], codec.decode(calls[0]), budget_s)
        return found


def _cut(text: str) -> str:
    """The text as far as it is told; of a longer one a digest says whether the rest is the same."""
    if len(text) <= STDOUT_CHARS:
        return text
    digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    return f"{text[:STDOUT_CHARS]}... ({len(text)} characters, {digest})"


def _timed(target: Any, items: list[Call], keep: int) -> tuple[int, int, int, Made]:
    """Wall and CPU nanoseconds of all calls, how often the process gave way, and what the call at `keep` made."""
    before, kept, after = items[:keep], items[keep], items[keep + 1 :]
    usage = resource.getrusage
    waited = usage(resource.RUSAGE_SELF).ru_nvcsw
    wall = time.perf_counter_ns
    cpu = time.process_time_ns
    wall_began, cpu_began = wall(), cpu()
    _run(target, before)
    made = _run(target, [kept])
    _run(target, after)
    cpu_ended, wall_ended = cpu(), wall()
    waits = usage(resource.RUSAGE_SELF).ru_nvcsw - waited
    if made.error is not None:
        made.error.__traceback__ = None
    return wall_ended - wall_began, cpu_ended - cpu_began, waits, made


def _run(target: Any, items: list[Call]) -> Made:
    """Call it with each of the items, and go through what is lazy; tells the last."""
    result = error = None
    drawn: Drawn = {}
    for args, kwargs in items:
        try:
            result = target(*args, **kwargs)
            if id(type(result)) in MAY_BE_LAZY:
                drawn = draw(result)
        except Exception as caught:  # a recorded call may raise; that is part of its time
            error = caught
    return Made((args, kwargs) if items else ((), {}), result, error, drawn)


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
