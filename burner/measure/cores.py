"""On which core a pair of processes is timed.

Both run on the same one: where they don't, a busy neighbour of one core, or a slower core, is a difference between the
versions in every batch of a pair (scatter of identical code on a busy machine of two cores: 12 % apart, 4 % together).
"""

from __future__ import annotations

import os
import time
from pathlib import Path

LOOK_S = 0.03
"""The kernel counts in hundredths of a second."""
_STAT = Path("/proc/stat")
_IDLE = slice(3, 5)
"""Of the numbers in a core's line: ticks without work, and ticks in which its work waited for a disk."""


def quiet_core() -> int | None:
    """The core with the least to do just now, of those that burner may use; None where they can't be told apart."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set[int]()
    if len(cores) < 2 or not _STAT.exists():
        return None
    before = _idle_ticks()
    time.sleep(LOOK_S)
    after = _idle_ticks()
    return max(sorted(cores & after.keys() & before.keys()), key=lambda core: after[core] - before[core], default=None)


def _idle_ticks() -> dict[int, int]:
    """Ticks that each core had nothing to do."""
    found = {}
    for line in _STAT.read_text(encoding="ascii").splitlines():
        name, *ticks = line.split()
        if name[:3] == "cpu" and name[3:].isdigit():
            found[int(name[3:])] = sum(map(int, ticks[_IDLE]))
    return found
