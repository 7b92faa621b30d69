"""A control group per jail, where one can be had: it bounds the memory and the processes of all of it together.

Only this bounds the number of processes when burner runs as root, whom the kernel does not count.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from burner import scratch
from burner.sandbox.isolation.jail import Limits

_numbers = itertools.count()
_V1 = ("memory", "pids")
_ENTER = 'while [ "$1" != -- ]; do echo $$ >"$1" || exit 125; shift; done; shift; exec "$@"'


def make(limits: Limits) -> tuple[Path, ...]:
    """New groups with these bounds (one, or one per hierarchy); empty where the system gives none."""
    made: list[Path] = []
    for parent in parents():
        folder = parent / f"burner-{os.getpid()}-{next(_numbers)}"
        try:
            folder.mkdir()
            made.append(folder)
            _bound(folder, limits)
        except OSError:
            remove(tuple(made))
            return ()
    return tuple(made)


def entered(groups: Sequence[Path]) -> list[str]:
    """What to put before a command so that it starts in these groups."""
    return ["/bin/sh", "-c", _ENTER, "sh", *(str(group / "cgroup.procs") for group in groups), "--"] if groups else []


def remove(groups: Sequence[Path]) -> None:
    """Remove groups whose processes have ended."""
    for group in groups:
        for _ in range(50):
            with contextlib.suppress(FileNotFoundError):
                try:
                    group.rmdir()
                except OSError:
                    time.sleep(0.01)
                    continue
            break


def _bound(folder: Path, limits: Limits) -> None:
    bounds = {
        "memory.max": limits.memory_bytes,
        "memory.swap.max": 0,
        "memory.limit_in_bytes": limits.memory_bytes,
        "pids.max": limits.processes,
    }
    found = 0
    for name, value in bounds.items():
        if (folder / name).exists():
            (folder / name).write_text(str(value))
            found += 1
    if not found:
        raise FileNotFoundError(folder)


@cache
def parents() -> tuple[Path, ...]:
    """Where groups can be made: tried once, really."""
    root = Path("/sys/fs/cgroup")
    if all((root / name / "cgroup.procs").exists() for name in _V1):
        candidates = [tuple(root / name for name in _V1)]
    else:
        candidates = [(root,), (root / _own().lstrip("/"),), ((root / _own().lstrip("/")).parent,)]
    scratch.remove_groups(folder / f"burner-{os.getpid()}-" for folders in candidates for folder in folders)
    return next((folders for folders in candidates if _works(folders)), ())


def _own() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            if line.startswith("0::"):
                return line[3:]
    return "/"


def _works(folders: Sequence[Path]) -> bool:
    made: list[Path] = []
    try:
        for folder in folders:
            trial = folder / f"burner-{os.getpid()}-trial"
            trial.mkdir()
            made.append(trial)
            if not (trial / "pids.max").exists() and not (trial / "memory.limit_in_bytes").exists():
                return False
        child = os.posix_spawn("/bin/sh", [*entered(made), "true"], {"PATH": "/usr/bin:/bin"})
        return os.waitpid(child, 0)[1] == 0
    except OSError:
        return False
    finally:
        remove(made)
