"""Less memory, by the same statistics as less time: pairs of fresh processes, a verdict over their ratios.

What a version allocates is counted in its own process, which it may forge; the kernel's figures, read from outside
while nothing is counted, are the least that is believed.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from burner.measure.statistics import Decision, Speedup, decide, speedup
from burner.measure.timing import MOST_PAIRS, REPLY_S, SLOW_RUNS, Inputs, memory
from burner.sandbox.forkserver import Worker
from burner.verify.behaviour import Side

NOISE_BYTES = 4096
"""Added to both sides of a ratio: so much comes and goes in any process."""
SLACK_BYTES, SLACK = 256 * 1024, 0.02
"""So far the kernel's growth of equal versions may differ: it counts pages, and arenas that are kept."""
TOLD_BYTES = 4 * 1024**2
"""From this growth of the original on, the kernel's figures say something of a version."""
SAMPLE_S = 0.001
FEWEST_SAMPLES = 10


@dataclass(frozen=True)
class Seen:
    """How much a process grew during one call as the kernel counts it; `mean_bytes` is None for a short call."""

    peak_bytes: int
    mean_bytes: int | None


@dataclass(frozen=True)
class Footprint:
    """Two versions compared: old / new of peak memory, or of memory times time, and the verdict over the pairs."""

    decision: Decision
    ratio: Speedup


def compare(
    old: Side, new: Side, inputs: Inputs, what: Literal["memory", "integral"], times: Sequence[float], gain: float
) -> Footprint:
    """Pairs until the verdict stands; `times` are the ratios (old / new) of the pairs in which time was measured."""
    seen = [kernel(side, inputs) for side in (old, new)]
    most = SLOW_RUNS // 2 if inputs.slow else MOST_PAIRS
    ratios: list[float] = []
    decision: Decision | None = None
    while decision is None and len(ratios) < most:
        turn = len(ratios)
        before, after = (memory(side, inputs, turn % len(inputs.calls)) for side in (old, new))
        if what == "memory":
            least = _least(before.peak_bytes, seen[0].peak_bytes, seen[1].peak_bytes)
            ratio = (before.peak_bytes + NOISE_BYTES) / (max(after.peak_bytes, least) + NOISE_BYTES)
        else:
            least = _least(before.mean_bytes, seen[0].mean_bytes, seen[1].mean_bytes)
            ratio = (before.mean_bytes + NOISE_BYTES) / (max(after.mean_bytes, least) + NOISE_BYTES)
            ratio *= times[turn % len(times)]
        ratios.append(ratio)
        decision = decide(ratios, gain, most)
    return Footprint(decision or "undecided", speedup(ratios, what))


def _least(old_counted: int, old_seen: int | None, new_seen: int | None) -> int:
    """What the new version takes at least: the old one's count in the proportion in which the kernel saw both grow."""
    if old_seen is None or new_seen is None or old_seen < TOLD_BYTES:
        return 0
    return int(old_counted * new_seen / old_seen * (1 - SLACK)) - SLACK_BYTES


def kernel(side: Side, inputs: Inputs) -> Seen:
    """Let a fresh process run one call, and watch it from outside."""
    side.server.prepare(inputs.name, inputs.function, inputs.calls)
    with side.fork() as worker:
        worker.ask("stage", REPLY_S, name=inputs.name, loops=1)
        before = _status(worker, "VmRSS")
        if before is None:
            return Seen(0, None)
        samples: list[int] = []
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(worker.outer_pid, samples, done), daemon=True)
        watcher.start()
        try:
            worker.ask("go", REPLY_S, name=inputs.name)
        finally:
            done.set()
            watcher.join()
        peak = (_status(worker, "VmHWM") or before) - before
    during = [max(0, size - before) for size in samples]
    return Seen(max(0, peak), int(statistics.fmean(during)) if len(during) >= FEWEST_SAMPLES else None)


def _watch(pid: int, samples: list[int], done: threading.Event) -> None:
    file, page = Path(f"/proc/{pid}/statm"), os.sysconf("SC_PAGE_SIZE")
    with contextlib.suppress(OSError, IndexError, ValueError):
        while not done.is_set():
            samples.append(int(file.read_text().split()[1]) * page)
            time.sleep(SAMPLE_S)


def _status(worker: Worker, name: str) -> int | None:
    """A line of the kernel's account of the process, in bytes; None where it can't be read."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{worker.outer_pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024
    return None
