"""What goes on beside the main work ends with the run, also where nobody waits for it."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from burner.errors import TargetError
from burner.sandbox.beside import Beside
from burner.sandbox.channel import GoneError
from burner.sandbox.isolation import Held, Jail, Limits, choose

LIMITS = Limits(cpu_s=20, memory_bytes=1 << 30, processes=64, file_bytes=1 << 20, open_files=64)
QUICK_S = 3.0


def test_held_jails_end_with_the_block(tmp_path: Path) -> None:
    """After Ctrl-C the user would wait for a test suite that nobody wants any more."""
    (tmp_path / "project").mkdir()
    inside = Jail(
        read_only=(),
        overlay=None,
        read_only_project=tmp_path / "project",
        replace={},
        workdir=tmp_path / "project",
        environment={"PATH": "/usr/bin:/bin"},
        limits=LIMITS,
        loopback=False,
    )
    with Held(choose()) as held:
        waiting = held.start(["/bin/sleep", "60"], inside, stdin=subprocess.DEVNULL)
        ended = held.start(["/bin/true"], inside, stdin=subprocess.DEVNULL)
        ended.wait(timeout=QUICK_S)
        held.end(ended)
        began = time.monotonic()

    assert waiting.poll() is not None
    assert time.monotonic() - began < QUICK_S
    with pytest.raises(GoneError):
        held.start(["/bin/true"], inside)


def test_what_fails_beside_is_raised_where_it_is_asked_for() -> None:
    """An error in the thread would be lost, and a run would go on without its tests."""

    def fails() -> int:
        raise TargetError("no test passes", "mend them")

    with pytest.raises(TargetError, match="no test passes"):
        Beside(fails).result()
    assert Beside(lambda: 3).result() == 3
