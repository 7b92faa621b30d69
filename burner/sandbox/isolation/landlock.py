"""Jails without namespaces, where a container allows none: Landlock for files, seccomp for the rest.

Weaker than bubblewrap: there is no private view, so the project is read-only even where a writable one was asked for,
names of other processes can be seen, a replaced file is replaced for imports only, changing modes and times does
nothing, and sockets do not work at all.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from burner import scratch
from burner.sandbox.isolation import cgroup, mounts, seccomp
from burner.sandbox.isolation.jail import Jail, Stream, check
from burner.sandbox.isolation.launch import VISIBLE, launcher

# <linux/landlock.h>
_CREATE_RULESET, _VERSION = 444, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_ALL_OF_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP, _SCOPED = 3, 3
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/urandom", "/dev/random")
READABLE = (
    *mounts.SYSTEM,
    *mounts.ETC,
    "/etc/passwd",
    "/etc/group",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/proc",
    "/sys/devices/system/cpu",
)
SITE = VISIBLE[1].parent / "replaced"
END_S = 5.0


def abi() -> int:
    """The version of Landlock that the kernel offers; 0 for none."""
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)))


@dataclass(frozen=True)
class Landlock:
    """Landlock of this version and seccomp; stateless."""

    abi: int
    name: str = "landlock"

    def start(
        self,
        argv: Sequence[str],
        jail: Jail,
        *,
        pass_fds: Sequence[int] = (),
        stdin: Stream = None,
        stdout: Stream = None,
        stderr: Stream = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program that can write only a folder of its own; see `Isolation`."""
        check(jail)
        folder = scratch.folder()
        environment = own_environment(jail, folder)
        group = cgroup.make(jail.limits)
        command = [
            *cgroup.entered(group),
            *launcher(jail, self._shut(jail, folder), jail.limits.processes + running()),
            *argv,
        ]
        process = _Jailed(
            command,
            pass_fds=tuple(pass_fds),
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env=environment,
            cwd=jail.workdir,
            start_new_session=True,
        )
        process.folder, process.group = folder, group
        return process

    def _shut(self, jail: Jail, folder: Path) -> str:
        """The settings of `inside/launch.py`'s `shut`."""
        everything = _everything(self.abi)
        read = [Path(name) for name in READABLE] + [*jail.read_only, *VISIBLE, SITE]
        read += [jail.project] if jail.project is not None else []
        rules = [[str(path), rights] for path, rights in self._rules(read, folder, everything)]
        return json.dumps(
            {
                "parent": os.getpid(),
                "handled": [everything, _TCP, _SCOPED],
                "size": _size(self.abi),
                "rules": rules,
                "filter": seccomp.program((), bare=True).hex(),
            }
        )

    def _rules(self, read: list[Path], folder: Path, everything: int) -> Iterator[tuple[Path, int]]:
        for path in dict.fromkeys(path.resolve() for path in read):
            if path.exists():
                yield path, _READ if path.is_dir() else _READ & _OF_A_FILE
        for name in DEVICES:
            yield Path(name), (_READ_FILE | _WRITE_FILE)
        yield folder, everything

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill the group, which nothing in it can leave; see `Isolation`."""
        deadline = time.monotonic() + END_S
        while _group_lives(process.pid) and time.monotonic() < deadline:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.poll()
            time.sleep(0.002)
        process.wait()
        if isinstance(process, _Jailed):
            cgroup.remove(process.group)
            if process.folder is not None:
                shutil.rmtree(process.folder, ignore_errors=True)


def within(writable: Iterable[Path]) -> str:
    """The settings of `inside/launch.py`'s `shut` in a jail that has namespaces: only these folders can be written.

    Empty where the kernel has no Landlock, or the first, which forbids to move files. The filter for system calls is set by who makes the namespaces.
    """
    found = abi()
    if found < 2:
        return ""
    everything = _everything(found)
    rules = [["/", _READ], ["/proc", _READ | _WRITE_FILE], *([str(path), everything] for path in writable)]
    return json.dumps({"parent": 0, "handled": [everything, 0, 0], "size": _size(found), "rules": rules, "filter": ""})


def _everything(version: int) -> int:
    return _ALL_OF_ABI[min(version, max(_ALL_OF_ABI))]


def _size(version: int) -> int:
    """How much of the rule set's attributes the kernel knows."""
    return 8 if version < 4 else 16 if version < 6 else 24


def own_environment(jail: Jail, folder: Path) -> dict[str, str]:
    """The jail's environment with a folder for what is temporary, and with files replaced for imports."""
    environment = {**jail.environment, "HOME": str(folder), "TMPDIR": str(folder)}
    replaced = {}
    for place, (path, file) in enumerate(jail.replace.items()):
        copy = folder / f".replaced{place}"
        shutil.copyfile(file, copy)
        replaced[str(path.resolve())] = str(copy)
    if replaced:
        environment["BURNER_REPLACED"] = json.dumps(replaced)
        search = [str(SITE), *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(search)
    return environment


class _Jailed(subprocess.Popen[bytes]):
    folder: Path | None = None
    """The one folder that the jail may write."""
    group: tuple[Path, ...] = ()


def _group_lives(group: int) -> bool:
    """Whether a process of the group is still running; those that only wait to be collected do not count."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError):
            state, _, found = status.read_text().rpartition(")")[2].split()[:3]
            if int(found) == group and state not in "ZX":
                return True
    return False


def running() -> int:
    """How many threads the user has already: where there are no namespaces, the kernel counts them all together."""
    count = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_uid == os.getuid():
                count += sum(1 for _ in (folder / "task").iterdir())
    return count
