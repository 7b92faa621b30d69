"""Chooses the strongest back-end that really works here, by trying it."""

from __future__ import annotations

import functools
import subprocess
import sys
import tempfile
from pathlib import Path

from burner.errors import UnavailableError
from burner.sandbox.isolation.bubblewrap import OVERLAY_SINCE, Bubblewrap, found
from burner.sandbox.isolation.jail import Isolation, Jail, Limits
from burner.sandbox.isolation.unconfined import Unconfined

TRIAL_S = 10.0
_LIMITS = Limits(cpu_s=10, memory_bytes=1 << 30, processes=16, file_bytes=1 << 20, open_files=64)


def choose(*, allow_none: bool = False) -> Isolation:
    """The back-end for this machine; raises UnavailableError with the reason where nothing isolates."""
    if allow_none:
        return Unconfined()
    return _working()


@functools.cache
def _working() -> Isolation:
    if sys.platform != "linux":
        raise UnavailableError(
            f"there is no sandbox for {sys.platform} yet, and burner runs no candidate without one",
            "run burner in a Linux container with your project mounted, or accept the risk with --no-sandbox",
        )
    reasons = []
    for version, path in found():
        for overlays in (True, False) if version >= OVERLAY_SINCE else (False,):
            candidate = Bubblewrap(path, version, overlays)
            reason = trial(candidate)
            if reason is None:
                return candidate
            reasons.append(f"bubblewrap {'.'.join(map(str, version))}: {reason}")
    raise UnavailableError(
        f"no sandbox works on this machine ({'; '.join(reasons) or 'bubblewrap is not installed'})",
        "install bubblewrap and allow user namespaces; `burner doctor` says more; --no-sandbox runs without",
    )


def trial(isolation: Isolation) -> str | None:
    """Run a command that does nothing in a jail; the reason why that failed, or None."""
    with tempfile.TemporaryDirectory(prefix="burner-") as name:
        jail = Jail((), Path(name).resolve(), None, {}, Path(name).resolve(), {}, _LIMITS, loopback=False)
        process = isolation.start(["/bin/true"], jail, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            _, told = process.communicate(timeout=TRIAL_S)
        except subprocess.TimeoutExpired:
            told = b"it does not end"
        finally:
            isolation.end(process)
        return None if process.returncode == 0 else told.decode(errors="replace").strip()[-300:] or "it fails"
