"""Chooses the strongest back-end that really works here, by trying it."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

from burner import scratch
from burner.errors import UnavailableError
from burner.sandbox.isolation import landlock, seccomp
from burner.sandbox.isolation.bubblewrap import found
from burner.sandbox.isolation.jail import Isolation, Jail, Limits
from burner.sandbox.isolation.launch import PYTHON
from burner.sandbox.isolation.unconfined import Unconfined

TRIAL_S = 10.0
NOT_LINUX = "run burner in a Linux container with your project mounted, or accept the risk with --no-sandbox"
_LIMITS = Limits(cpu_s=10, memory_bytes=1 << 30, processes=16, file_bytes=1 << 20, open_files=64)


def choose(*, allow_none: bool = False) -> Isolation:
    """The strongest back-end that works on this machine; raises UnavailableError with the reason where none does."""
    return Unconfined() if allow_none else _working()


@functools.cache
def _working() -> Isolation:
    if sys.platform != "linux":
        raise UnavailableError(
            f"there is no sandbox for {sys.platform} yet, and burner runs no candidate without one", NOT_LINUX
        )
    reasons = []
    for isolation in candidates():
        reason = trial(isolation)
        if reason is None:
            return isolation
        reasons.append(f"{isolation.name}: {reason}")
    raise UnavailableError(
        f"no sandbox works on this machine ({'; '.join(reasons) or 'bubblewrap and Landlock are missing'})",
        "install bubblewrap and allow user namespaces; `burner doctor` says more; --no-sandbox runs without",
    )


def candidates() -> list[Isolation]:
    """Every back-end that might work here, the strongest first."""
    known: list[Isolation] = [*found()]
    abi = landlock.abi()
    if abi >= 1 and seccomp.supported():
        known.append(landlock.Landlock(abi))
    return known


def trial(isolation: Isolation, code: str = "pass") -> str | None:
    """Run a line of Python in a jail with a small project; what went wrong, or None."""
    with scratch.directory() as name:
        project = Path(name).resolve()
        jail = Jail(
            read_only=(),
            overlay=project,
            workdir=project,
            environment={"PATH": "/usr/bin:/bin"},
            limits=_LIMITS,
        )
        process = isolation.start(
            [str(PYTHON), "-I", "-S", "-c", code],
            jail,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            _, told = process.communicate(timeout=TRIAL_S)
        except subprocess.TimeoutExpired:
            told = b"it does not end"
        finally:
            isolation.end(process)
        return None if process.returncode == 0 else told.decode(errors="replace").strip()[-300:] or "it fails"
