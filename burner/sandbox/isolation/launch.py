"""The command that puts limits on a jail: burner's own interpreter, bare, running `inside/launch.py`."""

from __future__ import annotations

import sys
from pathlib import Path

from burner.sandbox.isolation.jail import Jail

SCRIPT = Path(__file__).resolve().parent.parent / "inside" / "launch.py"
PYTHON = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
VISIBLE = (Path(sys.base_prefix).resolve(), SCRIPT)
"""What a jail must show so that the launcher runs."""


UNLIMITED = -1


def launcher(jail: Jail, shut: str = "", processes: int | None = None) -> list[str]:
    """What to put before a jail's own command.

    `shut` is for the launcher's `shut`; `processes` takes the place of the limit where others are counted too.
    """
    limits = jail.limits
    values = (
        UNLIMITED if limits.cpu_s is None else limits.cpu_s,
        limits.memory_bytes,
        processes or limits.processes,
        limits.file_bytes,
        limits.open_files,
        0,
    )
    return [str(PYTHON), "-I", "-S", str(SCRIPT), ",".join(map(str, values)), shut]
