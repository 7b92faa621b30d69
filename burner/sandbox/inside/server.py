"""The fork server: imports the project once, then forks a worker for every version that is run.

It speaks over one inherited socket. A `fork` request carries the worker's own socket; the worker's end is then the
only one inside, so that its death is seen outside as the end of the stream.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import os
import signal
import socket
import sys
import traceback
import types
from typing import Any

from . import alone, frames, functions, program, worker


class Server:
    """Answers burner's requests until its socket is closed."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.module: types.ModuleType = types.ModuleType("none")
        self.found: dict[str, Any] = {}
        self.missing: list[str] = []
        self.children: set[int] = set()
        self.sets: dict[str, worker.Timed] = {}

    def serve(self) -> None:
        """Answer one request after the other; a fork request comes with a file descriptor."""
        while True:
            data, fds, _, _ = socket.recv_fds(self.control, 1, 1)
            if not data:
                return
            try:
                message = frames.read(self.control.fileno())
            except frames.ClosedError:
                return
            self._reap()
            op = message.pop("op")
            if op == "fork":
                frames.write(self.control.fileno(), self.fork(fds[0]))
            else:
                frames.write(self.control.fileno(), getattr(self, "do_" + op)(**message))

    def do_load(
        self, file: str, name: str, package: Any, sys_path: list[str], spans: dict[str, list[int]], main: Any = None
    ) -> dict[str, Any]:
        """Import the target's module as the recorded run did and find its functions.

        With `main`, the file is a stdin program; that is the name under which it is run.
        """
        sys.path[:] = sys_path
        try:
            if main is not None:
                return self._load_program(file, main)
            self.module = _import(file, name)
        except BaseException as error:
            text = "".join(traceback.format_exception_only(type(error), error)).strip()
            return {"error": text, "traceback": traceback.format_exc()[-3000:]}
        for qualname, (first, last) in spans.items():
            try:
                self.found[qualname] = functions.find(self.module, qualname, first, last)
            except functions.NotFoundError:
                self.missing.append(qualname)
        gc.collect()
        gc.freeze()
        return {"found": sorted(self.found), "missing": self.missing, "version": list(sys.version_info[:3])}

    def _load_program(self, file: str, main: str) -> dict[str, Any]:
        with open(file, "rb") as source:
            text = importlib.util.decode_source(source.read())
        self.module.__file__ = file
        self.found[main] = program.Program(text, file)
        return {"found": [main], "missing": [], "version": list(sys.version_info[:3])}

    def fork(self, fd: int) -> dict[str, Any]:
        """Start a worker that owns `fd`."""
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            os.setsid()
            alone.scope()
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            self.control.close()
            worker.main(fd, self.module, self.found, self.sets)
        os.close(fd)
        self.children.add(pid)
        return {"pid": pid}

    def do_prepare(self, name: str, function: str, calls: list[Any]) -> dict[str, Any]:
        """Make a named set of calls ready; every worker that is forked from now on has it."""
        self.sets[name] = worker.timed(function, calls)
        gc.collect()
        gc.freeze()
        return {}

    def do_kill(self, pid: int) -> dict[str, Any]:
        """End one worker and its process group at once."""
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError):
                end(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)
        self._reap()
        return {}

    def _reap(self) -> None:
        while True:
            try:
                pid, _ = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self.children.discard(pid)


def _import(file: str, name: str) -> types.ModuleType:
    """Import by the recorded name; where that finds another file (or the file was run as a script), load it by path."""
    if name != "__main__":
        try:
            module = importlib.import_module(name)
        except ImportError:
            module = types.ModuleType(name)
        if os.path.realpath(getattr(module, "__file__", None) or "") == file:
            return module
    stem = os.path.splitext(os.path.basename(file))[0]
    alias = stem if name == "__main__" else name
    spec = importlib.util.spec_from_file_location(alias, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {file}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[alias] = module
    if name == "__main__":
        sys.modules["__main__"] = module
    spec.loader.exec_module(module)
    return module


LARGEST_MAPPED = 31 << 20
"""A little less than the size up to which glibc moves its thresholds (mallopt(3), M_MMAP_THRESHOLD)."""


def settle() -> None:
    """Bring the C library's allocator to where it ends up in every process that has run for a while.

    glibc gives large blocks back to the kernel at once until a block of their size was freed before. A process that had
    to compile a version would be ahead of one that had not: identical code on arrays looked 2.8 times as fast.
    """
    bytearray(LARGEST_MAPPED)


def main() -> None:
    """Serve on the socket whose number the environment names."""
    settle()
    control = socket.socket(fileno=int(os.environ.pop("BURNER_CONTROL")))
    devnull = os.open(os.devnull, os.O_RDWR)
    os.dup2(devnull, 0)
    alone.hide()
    Server(control).serve()
