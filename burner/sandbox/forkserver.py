"""A warm copy of the project in the sandbox, and the workers that are forked from it, one per version.

A worker costs milliseconds. Whatever a candidate does to its own process, the next one starts from the same state.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from burner import scratch
from burner.errors import TargetError
from burner.sandbox.channel import Channel, GarbageError, GoneError, LateError
from burner.sandbox.place import Place
from burner.target import unwrap

LOAD_S = 60.0
REPLY_S = 20.0
SWEEP_S = 5.0
MOST = 1 << 63


@dataclass(frozen=True)
class Load:
    """How the module is imported: as the recorded run did. `spans` are [first, last] lines by qualified name.

    A stdin program is not imported; `main` is the name under which it is called.
    """

    file: Path
    name: str
    package: str | None
    sys_path: tuple[str, ...]
    spans: Mapping[str, tuple[int, int]]
    main: str | None = None


@dataclass(frozen=True)
class Batch:
    """Times of one batch in nanoseconds: the worker's own clocks, and burner's view from outside."""

    wall_ns: int
    cpu_ns: int
    waits: int
    """How often the process gave way of its own accord: it slept, or waited for a file or another process."""
    seen_wall_ns: int
    seen_cpu_ns: int | None
    staged_cpu_ns: int | None
    """What rebuilding the inputs took by the kernel's clock."""


class InstallError(Exception):
    """A version can't become the module's: it does not compile, closes over other names, or its imports fail."""


class Worker:
    """One forked process; use as a context manager, it is ended at the end whatever it does."""

    def __init__(self, server: ForkServer, channel: Channel, pid: int) -> None:
        self.server = server
        self.channel = channel
        self.pid = pid
        self._outer: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the process at once."""
        self.channel.close()
        self.server.kill(self)

    def ask(self, op: str, within_s: float = REPLY_S, **fields: Any) -> Any:
        """One request, one reply."""
        deadline = time.monotonic() + within_s
        self.channel.send({"op": op, **fields}, deadline)
        return _message(self.channel.receive(deadline))

    def install(self, text: str, edits: Sequence[str], imports: Sequence[str] = ()) -> None:
        """Make the worker behave as the version of the module that `text` is."""
        main = self.server.load.main
        try:
            text = text if main is None else unwrap(text, main)
        except SyntaxError as error:
            raise InstallError(str(error)) from error
        reply = self.ask("install", text=text, edits=list(edits), imports=list(imports))
        if reply:
            raise InstallError(str(reply.get("error", reply)))

    def run(self, function: str, calls: Sequence[Any], limits_s: Sequence[float]) -> Iterator[dict[str, Any]]:
        """Yield the outcome of each call as it comes; raises `LateError` when one takes longer than its limit."""
        self.channel.send({"op": "run", "function": function, "calls": list(calls)}, time.monotonic() + REPLY_S)
        for limit_s in limits_s:
            yield _message(self.channel.receive(time.monotonic() + limit_s))
        self.channel.receive(time.monotonic() + REPLY_S)

    def batch(self, name: str, loops: int, offset: int, within_s: float, keep: int = 0) -> Batch:
        """Time one batch; its inputs are rebuilt before the clock of either side starts. Keeps what the run `keep` made."""
        stage_began = self.cpu_ns()
        self.ask("stage", within_s, name=name, loops=loops, offset=offset)
        cpu_began = self.cpu_ns()
        began = time.perf_counter_ns()
        reply = self.ask("go", within_s, name=name, keep=keep)
        seen_wall_ns = time.perf_counter_ns() - began
        cpu_ended = self.cpu_ns()
        wall_ns, cpu_ns, waits = numbers(reply, "wall_ns", "cpu_ns", "waits")
        return Batch(
            wall_ns,
            cpu_ns,
            waits,
            seen_wall_ns,
            None if cpu_began is None or cpu_ended is None else cpu_ended - cpu_began,
            None if stage_began is None or cpu_began is None else cpu_began - stage_began,
        )

    def told(self, within_s: float) -> dict[str, Any]:
        """What the kept run of the last batch made."""
        return self.ask("told", within_s)  # type: ignore[no-any-return]

    def pin(self, core: int) -> None:
        """Keep the process on one core; without effect where the kernel does not allow it."""
        outer = self.outer_pid
        if outer:
            with contextlib.suppress(OSError):
                os.sched_setaffinity(outer, {core})

    @property
    def outer_pid(self) -> int:
        """The process id in burner's own namespace; 0 where it can't be found."""
        if self._outer is None:
            self._outer = self.server.outer_pid(self.pid)
        return self._outer

    def cpu_ns(self) -> int | None:
        """The process's CPU time by the kernel's own clock, read from outside; None where that isn't possible."""
        outer = self.outer_pid
        if not outer:
            return None
        try:
            return time.clock_gettime_ns((~outer << 3) | 2)  # the kernel's clock id of a process (posix-timers.h)
        except OSError:
            return None


def _message(reply: Any) -> dict[str, Any]:
    if not isinstance(reply, dict):
        raise GarbageError(f"a {type(reply).__name__} instead of a message")
    return reply


def numbers(reply: Mapping[str, Any], *names: str) -> Iterator[int]:
    """These fields of a reply; raises `GarbageError` where one is no natural number, since a version may have sent it."""
    for name in names:
        value = reply.get(name)
        if type(value) is not int or not 0 <= value < MOST:
            raise GarbageError(f"{name} is no number")
        yield value


class ForkServer:
    """The project imported once in the sandbox; a context manager that ends the whole tree at the end."""

    def __init__(self, place: Place, load: Load, hash_seed: int, root_text: bytes | None = None) -> None:
        self.place = place
        self.load = load
        self.hash_seed = hash_seed
        self.root_text = root_text
        self.found: tuple[str, ...] = ()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: Channel | None = None
        self._stack = contextlib.ExitStack()
        self._prepared: dict[str, Sequence[Any]] = {}
        self._functions: dict[str, str] = {}
        self._own: frozenset[int] = frozenset()
        self._live: list[Worker] = []

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        os.set_inheritable(theirs.fileno(), True)
        replace = {}
        if self.root_text is not None:
            folder = Path(self._stack.enter_context(scratch.directory()))
            (folder / "text").write_bytes(self.root_text)
            replace = {self.load.file: folder / "text"}
        environment = {"BURNER_CONTROL": str(theirs.fileno()), "PYTHONHASHSEED": str(self.hash_seed)}
        jail = self.place.jail(cpu_s=None, writable=False, replace=replace, environment=environment)
        self._process = self.place.isolation.start(
            self.place.boot("server", "main()"),
            jail,
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        self._control = Channel(ours)
        try:
            reply = self._ask(
                LOAD_S,
                op="load",
                file=str(self.load.file),
                name=self.load.name,
                package=self.load.package,
                sys_path=list(self.load.sys_path),
                spans={name: list(span) for name, span in self.load.spans.items()},
                main=self.load.main,
            )
        except (GoneError, LateError) as error:
            self.end()
            raise TargetError(
                f"{self.load.file.name} could not be imported in the sandbox: the process "
                + ("ended" if isinstance(error, GoneError) else f"took more than {LOAD_S:.0f} s"),
                "import it by hand in the project's Python; it may start a server or need the network at import time",
            ) from error
        if "error" in reply:
            self.end()
            raise TargetError(
                f"{self.load.file.name} does not import: {reply['error']}",
                f"burner used {self.place.python.path}; choose another interpreter with --python",
            )
        self.found = tuple(reply["found"])
        self._own = frozenset(self._tree())

    def _ask(self, within_s: float, fd: int | None = None, **message: Any) -> Any:
        if self._control is None:
            raise GoneError
        deadline = time.monotonic() + within_s
        if fd is None:
            self._control.socket.settimeout(within_s)
            try:
                self._control.socket.sendall(b"m")
            except OSError as error:
                raise GoneError from error
        self._control.send(message, deadline, fd)
        return self._control.receive(deadline)

    def prepare(self, name: str, function: str, calls: Sequence[Any]) -> None:
        """Give all further workers a named set of calls for `Worker.batch` and `Worker.memory`; done once per set."""
        if self._prepared.get(name) is not calls:
            self._prepared[name] = calls
            self._functions[name] = function
            self._ask(LOAD_S, op="prepare", name=name, function=function, calls=list(calls))

    def fork(self) -> Worker:
        """A new worker that behaves as the original; restarts the server if a candidate took it down."""
        for _ in range(2):
            ours, theirs = socket.socketpair()
            try:
                reply = self._ask(REPLY_S, fd=theirs.fileno(), op="fork")
            except (GoneError, LateError, GarbageError):
                ours.close()
                self._restart()
                continue
            finally:
                theirs.close()
            worker = Worker(self, Channel(ours), int(reply["pid"]))
            self._live.append(worker)
            return worker
        raise TargetError(
            "the sandbox's server does not answer", "run `burner doctor`; the module may start threads at import"
        )

    def kill(self, worker: Worker) -> None:
        """End one worker and what it left; if the server is gone too, the next fork starts a new one."""
        if worker in self._live:
            self._live.remove(worker)
        with contextlib.suppress(GoneError, LateError, GarbageError):
            self._ask(REPLY_S, op="kill", pid=worker.pid)
        self._sweep()

    def outer_pid(self, inner: int) -> int:
        """The worker's process id in burner's own namespace; 0 if it can't be found."""
        for pid in self._tree():
            with contextlib.suppress(OSError):
                status = Path(f"/proc/{pid}/status").read_text()
                ids = next((line.split()[1:] for line in status.splitlines() if line.startswith("NSpid:")), [])
                if ids and ids[-1] == str(inner) and "python" in status.splitlines()[0]:
                    return pid
        return 0

    def _tree(self) -> Iterator[int]:
        """All processes of the sandbox as burner sees them, outer ones first."""
        todo = [self._process.pid] if self._process is not None else []
        while todo:
            pid = todo.pop()
            yield pid
            with contextlib.suppress(OSError):
                todo.extend(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))

    def strangers(self, *workers: Worker) -> int:
        """How many processes run on besides the server's own and these workers, those of the first one's session apart."""
        return len(self._others(workers, {workers[0].outer_pid}))

    def _others(self, workers: Collection[Worker], sessions: Collection[int]) -> list[int]:
        """The living processes that are neither the server's own nor these workers, nor of these sessions."""
        known = {worker.outer_pid for worker in workers} | self._own
        if 0 in known:  # a worker that can't be told from others
            return []
        found = []
        for pid in set(self._tree()) - known:
            with contextlib.suppress(OSError, IndexError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                if fields[0] not in "ZX" and int(fields[3]) not in sessions:
                    found.append(pid)
        return found

    def _sweep(self) -> None:
        """End what workers that are gone have left running: it would disturb all that are measured after them."""
        sessions = {worker.outer_pid for worker in self._live}
        until = time.monotonic() + SWEEP_S
        while (left := self._others(self._live, sessions)) and time.monotonic() < until:
            for pid in left:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.002)

    def _restart(self) -> None:
        self.end()
        self._start()
        again, self._prepared = self._prepared, {}
        for name, calls in again.items():
            self.prepare(name, self._functions[name], calls)

    def end(self) -> None:
        """End the server and everything in its sandbox at once."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self.place.isolation.end(self._process)
            self._process = None
        self._stack.close()
