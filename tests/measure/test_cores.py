"""Timed pairs share a core, and the core is one that has little else to do."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from burner.measure import cores


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="needs two cores")
def test_a_busy_core_is_avoided(monkeypatch):
    """Every measurement would share its core with whatever keeps it busy, and small gains would drown."""
    monkeypatch.setattr(cores, "LOOK_S", 0.5)
    busy = max(os.sched_getaffinity(0))
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        os.sched_setaffinity(process.pid, {busy})
        time.sleep(0.2)
        found = [cores.quiet_core() for _ in range(5)]
    finally:
        process.kill()
        process.wait()
    assert sum(core != busy for core in found) >= 3


def test_nothing_is_pinned_where_there_is_no_choice(monkeypatch):
    """On one core there is nothing to choose, and other systems don't say what their cores do."""
    monkeypatch.setattr(cores.os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert cores.quiet_core() is None
