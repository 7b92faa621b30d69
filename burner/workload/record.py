"""Runs the user's tests or commands once in the sandbox and collects which of them reach the target, and with what."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from burner.errors import TargetError, UsageError
from burner.sandbox.channel import Channel, GarbageError, GoneError, LateError
from burner.sandbox.place import INSIDE, Place, recorder_environment
from burner.workload.trees import with_drawn

CALLS_PER_FUNCTION = 200
CALLS_PER_HELPER = 60
GRACE_S = 3.0
TAIL_BYTES = 6000


@dataclass(frozen=True)
class Watch:
    """What to record: the file and the functions in it, by [first, last] lines; the target comes first."""

    file: Path
    functions: Mapping[str, tuple[int, int]]
    words: tuple[str, ...] = ()


@dataclass
class Recording:
    """What one recorded command said. `calls` are trees by function; `outcomes` by test id: "passed", "failed"..."""

    module: str | None = None
    package: str | None = None
    sys_path: tuple[str, ...] = ()
    calls: dict[str, list[Any]] = field(default_factory=dict)
    slowest_s: float = 0.0
    reaching: dict[str, list[str]] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    running: str | None = None
    collected: int = 0
    uncollected: dict[str, str] = field(default_factory=dict)
    unrecorded: int = 0
    missing: list[str] = field(default_factory=list)
    cut: bool = False
    timed_out: bool = False
    exit_code: int | None = None
    tail: str = ""

    def take(self, message: Mapping[str, Any]) -> None:
        """Note one message of the recorder or of the plug-in."""
        kind = message.get("kind")
        if kind == "module" and self.module is None:
            self.module, self.package = str(message["name"]), message["package"]
            self.sys_path = tuple(str(entry) for entry in message["sys_path"] if entry != str(INSIDE / "site"))
        elif kind == "call":
            call = with_drawn(message["call"], message.get("drawn", ()))
            self.calls.setdefault(str(message["function"]), []).append(call)
            self.slowest_s = max(self.slowest_s, float(message["wall_s"]))
        elif kind == "reach":
            self.reaching.setdefault(str(message["function"]), []).append(str(message["test"]))
        elif kind == "test":
            self._take_test(str(message["id"]), str(message["outcome"]), str(message["text"]))
        elif kind == "start":
            self.running = str(message["id"])
        elif kind == "collected":
            self.collected = int(message["count"])
        elif kind == "uncollected":
            self.uncollected[str(message["id"])] = str(message["text"])
        elif kind == "unrecorded":
            self.unrecorded += 1
        elif kind == "missing":
            self.missing.append(str(message["function"]))
        elif kind == "cut":
            self.cut = True

    def _take_test(self, test: str, outcome: str, text: str) -> None:
        if self.outcomes.get(test) in {None, "passed"}:
            self.outcomes[test] = outcome
        if outcome == "failed":
            self.failures[test] = text.strip().splitlines()[-1] if text.strip() else "no message"
        self.running = None


def run_recorded(
    place: Place, argv: Sequence[str], watch: Watch, limit_s: float, *, tests: Sequence[str] | None = None
) -> Recording:
    """Run one command under the recorder, in a copy of the project that is thrown away."""
    return _run(place, argv, watch, limit_s, tests, {})


def run_replaced(
    place: Place, argv: Sequence[str], watch: Watch, limit_s: float, tests: Sequence[str], replace: Mapping[Path, Path]
) -> Recording:
    """Run tests with files of the project replaced, recording nothing but their outcomes."""
    return _run(place, argv, Watch(watch.file, {}), limit_s, tests, replace)


def _run(
    place: Place,
    argv: Sequence[str],
    watch: Watch,
    limit_s: float,
    tests: Sequence[str] | None,
    replace: Mapping[Path, Path],
) -> Recording:
    ours, theirs = socket.socketpair()
    os.set_inheritable(theirs.fileno(), True)
    first = next(iter(watch.functions), None)
    settings = {
        "file": str(watch.file),
        "functions": {name: list(span) for name, span in watch.functions.items()},
        "limits": {name: CALLS_PER_FUNCTION if name == first else CALLS_PER_HELPER for name in watch.functions},
        "fd": theirs.fileno(),
        "words": list(watch.words),
        "tests": None if tests is None else list(tests),
        "time_limit_s": limit_s,
    }
    environment = recorder_environment(settings)
    jail = place.jail(cpu_s=int(limit_s * 4 + 60), writable=True, replace=replace, environment=environment)
    recording = Recording()
    process = place.isolation.start(
        list(argv),
        jail,
        pass_fds=(theirs.fileno(),),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    theirs.close()
    tail = bytearray()
    drain = threading.Thread(target=_drain, args=(process, tail), daemon=True)
    drain.start()
    channel = Channel(ours)
    deadline = time.monotonic() + limit_s + GRACE_S
    try:
        while True:
            recording.take(channel.receive(deadline))
    except GoneError:
        pass
    except LateError:
        recording.timed_out = True
    except (GarbageError, KeyError, TypeError, ValueError) as error:
        raise TargetError(
            f"the recorder's messages were disturbed: {error}",
            "tests must not write to file descriptors they did not open",
        ) from error
    finally:
        channel.close()
        if not recording.timed_out:
            try:
                recording.exit_code = process.wait(timeout=GRACE_S)
            except subprocess.TimeoutExpired:
                recording.timed_out = True
        place.isolation.end(process)
        drain.join(timeout=GRACE_S)
    recording.tail = bytes(tail[-TAIL_BYTES:]).decode(errors="replace")
    return recording


def _drain(process: subprocess.Popen[bytes], tail: bytearray) -> None:
    """Keep only the end of what the command prints, however much that is."""
    if process.stdout is None:
        return
    while part := process.stdout.read1(1 << 16):  # type: ignore[attr-defined]
        tail += part
        del tail[:-TAIL_BYTES]


def command_argv(place: Place, command: Sequence[str], target: Path) -> list[str]:
    """A user's command as it runs in the sandbox; the target's own file as a script is run attached."""
    first, *rest = command
    python = Path(first).name.startswith("python")
    if not python and first.endswith(".py"):
        python, rest = True, list(command)
    if not python:
        return list(command)
    if rest and not rest[0].startswith("-") and (place.root / rest[0]).resolve() == target:
        return [str(place.python.path), "-c", f"from _burner import record; record.run_main({rest[0]!r}, {rest[1:]!r})"]
    return [str(place.python.path), *rest]


def script_argv(place: Place, script: Path, target: Path) -> list[str]:
    """`--workload FILE` as a command."""
    if not script.is_file():
        raise UsageError(f"the workload {script} does not exist", "give a Python script that calls the target")
    return command_argv(place, ["python", str(script.resolve())], target)
