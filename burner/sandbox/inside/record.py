"""Records the calls of the target (and of its helpers) while the user's own tests or commands run.

Only the outermost call of each function is kept, as it was before it ran; equal calls are kept once. What is recorded
leaves through one socket as messages; nothing here changes what the user's code sees.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import functools
import importlib.machinery
import inspect
import json
import os
import sys
import threading
import time
import types
from typing import Any, Callable

from . import codec, frames
from . import functions as found
from .encoding import ITERATORS

ENCODE_BUDGET_S = 8.0
ENCODE_NODES = 400_000
DRAWN_ITEMS = 10_000


class Recorder:
    """What is watched and what was seen. `settings`: file, functions {name: [first, last]}, limits {name: n}, fd."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.pid = os.getpid()
        self.originals: dict[str, Callable[..., Any]] = {}
        self.kept: dict[str, int] = {}
        self.seen: set[int] = set()
        self.reached: set[tuple[str, str]] = set()
        self.encoding_s = 0.0
        self.local = threading.local()
        self.lock = threading.Lock()

    def attach(self, module: types.ModuleType) -> None:
        """Put the recorder before the body of each watched function of the module."""
        place = {"name": module.__name__, "package": module.__package__, "sys_path": list(sys.path)}
        self.send({"kind": "module", **place})
        for name, (first, last) in self.settings["functions"].items():
            try:
                function = found.find(module, name, first, last)
            except found.NotFoundError:
                self.send({"kind": "missing", "function": name})
                continue
            self.originals[name] = found.original_of(function)
            function.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
            found.swap(function, found.trampoline(function, "called", name))

    def called(self, key: str, args: Any, kwargs: Any) -> Any:
        """One call of a watched function: what the trampoline runs."""
        active: set[str] = self.local.__dict__.setdefault("active", set())
        if key in active or os.getpid() != self.pid:
            return self.originals[key](*args, **kwargs)
        active.add(key)
        try:
            return self._observed(key, args, kwargs)
        finally:
            active.discard(key)

    def _observed(self, key: str, args: Any, kwargs: Any) -> Any:
        test = current_test()
        if test is not None and (key, test) not in self.reached:
            self.reached.add((key, test))
            self.send({"kind": "reach", "function": key, "test": test})
        if not self._wanted(key):
            return self.originals[key](*args, **kwargs)
        seen = _Seen(self, key, test)
        args, kwargs = seen.before(tuple(args), kwargs)
        began = time.perf_counter()
        try:
            return self.originals[key](*args, **kwargs)
        finally:
            seen.wall_s = time.perf_counter() - began
            seen.ended()

    def take(self, key: str, message: dict[str, Any]) -> None:
        """Send what is known of one call, unless an equal one was sent."""
        what = {name: message[name] for name in ("call", "drawn") if name in message}
        ident = hash((key, json.dumps(what, separators=(",", ":"))))
        if ident not in self.seen:
            self.seen.add(ident)
            self.kept[key] = self.kept.get(key, 0) + 1
            self.send({"kind": "call", "function": key, **message})

    def _wanted(self, key: str) -> bool:
        return self.kept.get(key, 0) < self.settings["limits"][key] and self.encoding_s < ENCODE_BUDGET_S

    def encoded(self, value: Any) -> Any:
        """The tree of a value as it is now; None where it is too large."""
        began = time.perf_counter()
        try:
            return codec.encode(value, codec.Limits(nodes=ENCODE_NODES, iterator_items=0, code=True))
        except codec.Unencodable:
            return None
        finally:
            self.encoding_s += time.perf_counter() - began

    def send(self, message: dict[str, Any]) -> None:
        """Write one message to burner; nothing once burner has closed its end."""
        with self.lock, contextlib.suppress(BrokenPipeError):
            frames.write(self.settings["fd"], message)


class _Seen:
    """One call on its way: it is told once it has returned and the iterators among its arguments have ended.

    Iterators are left to the function, which draws from them when it likes; what it draws is noted at that moment.
    """

    def __init__(self, recorder: Recorder, key: str, test: str | None) -> None:
        self.recorder = recorder
        self.key = key
        self.test = test
        self.wall_s = 0.0
        self.tree: Any = None
        self.drawn: list[list[Any]] = []
        self.is_whole = True
        self.waiting = 1

    def before(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Note the arguments; gives those that the function is to be called with."""
        places: dict[Any, Any] = {**dict(enumerate(args)), **kwargs}
        lazy = {place: value for place, value in places.items() if id(type(value)) in ITERATORS}
        if len(set(map(id, lazy.values()))) < len(lazy):  # one iterator in two places
            lazy = {}
        plain = {place: None if place in lazy else value for place, value in places.items()}
        self.tree = self.recorder.encoded(
            (tuple(plain[place] for place in range(len(args))), {k: plain[k] for k in kwargs})
        )
        places.update({place: self._passed(place, value) for place, value in lazy.items()})
        self.waiting += len(lazy)
        return tuple(places[place] for place in range(len(args))), {name: places[name] for name in kwargs}

    def _passed(self, place: Any, source: Any) -> Any:
        items: list[Any] = []
        entry = [place, type(source).__name__, items, True]
        self.drawn.append(entry)
        passing = self._each(source, items, entry)
        next(passing)
        return passing

    def _each(self, source: Any, items: list[Any], entry: list[Any]) -> Any:
        sent = yield None  # where it is started by `_passed`, so that it comes to an end in any case
        try:
            while True:
                item = next(source) if sent is None else source.send(sent)
                tree = self.recorder.encoded(item)
                if len(items) == DRAWN_ITEMS or (tree is None and item is not None):
                    self.is_whole = False
                else:
                    items.append(tree)
                sent = yield item
        except StopIteration as end:
            entry[3] = False
            return end.value
        except Exception as error:
            entry[3] = self.recorder.encoded(error)
            raise
        finally:
            self.ended()

    def ended(self) -> None:
        """The call, or one of the iterators among its arguments, has come to its end."""
        self.waiting -= 1
        if self.waiting:
            return
        if self.tree is None or not self.is_whole:
            self.recorder.send({"kind": "unrecorded", "function": self.key, "test": self.test})
            return
        message = {"test": self.test, "call": self.tree, "wall_s": self.wall_s}
        self.recorder.take(self.key, {**message, "drawn": self.drawn} if self.drawn else message)


_recorders: list[Recorder] = []


def recorder() -> Recorder:
    """The recorder of this process."""
    return _recorders[0]


def called(key: str, args: Any, kwargs: Any) -> Any:
    """Where trampolines lead."""
    return _recorders[0].called(key, args, kwargs)


def start(settings: str) -> None:
    """Watch for the target's file from now on; `settings` is JSON in base64."""
    made = Recorder(json.loads(base64.b64decode(settings)))
    try:
        os.fstat(made.settings["fd"])
    except OSError:  # a Python started by the recorded one: it does not have the socket
        return
    _recorders.append(made)
    loader = importlib.machinery.SourceFileLoader
    exec_module = loader.exec_module

    @functools.wraps(exec_module)
    def watched(self: Any, module: types.ModuleType) -> None:
        exec_module(self, module)
        path = getattr(module, "__file__", None)
        if path is not None and os.path.realpath(path) == made.settings["file"]:
            made.attach(module)

    loader.exec_module = watched  # type: ignore[method-assign]


def run_main(path: str, argv: list[str]) -> None:
    """Run the target's own file as a script, attached before its `if __name__ == "__main__"` block."""
    sys.argv = [path, *argv]
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    with open(path, "rb") as stream:
        tree = ast.parse(stream.read(), path)
    guards = [isinstance(node, ast.If) and "__main__" in ast.dump(node.test) for node in tree.body]
    first = guards.index(True) if True in guards else len(tree.body)
    module = types.ModuleType("__main__")
    module.__file__ = os.path.abspath(path)
    sys.modules["__main__"] = module
    before, after = ast.Module(tree.body[:first], []), ast.Module(tree.body[first:], [])
    exec(compile(before, path, "exec", dont_inherit=True), module.__dict__)
    recorder().attach(module)
    exec(compile(after, path, "exec", dont_inherit=True), module.__dict__)


def current_test() -> str | None:
    """The running test's id: pytest says it in the environment, a unittest case is looked for on the stack."""
    running = os.environ.get("PYTEST_CURRENT_TEST")
    if running:
        return running.rpartition(" (")[0]
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        case = frame.f_locals.get("self")
        if "_testMethodName" in getattr(case, "__dict__", {}):
            return str(case.id())  # type: ignore[union-attr]
        frame = frame.f_back
    return None
