"""What a call allocates, by tracemalloc: its peak, its average over time, and samples of it."""

from __future__ import annotations

import sys
import threading
import time
import tracemalloc
from array import array
from typing import Any, Callable

from .drawing import draw

SAMPLE_S = 0.0005
SWITCH_S = 0.0002
"""The interpreter lets the sampling thread run so soon; by its default, only every 5 ms."""
MOST = 2048
SHOWN = 80


class Sampler(threading.Thread):
    """Notes how much is allocated, twice as rarely whenever its room is full; takes no memory while it does."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.times_s = array("d", bytes(8 * MOST))
        self.sizes = array("q", bytes(8 * MOST))
        self.count = 0
        self.step_s = SAMPLE_S
        self.done = False

    def run(self) -> None:
        """Sample until it is done."""
        while not self.done:
            time.sleep(self.step_s)
            if self.count == MOST:
                self._thin_out()
            self.times_s[self.count] = time.perf_counter()
            self.sizes[self.count] = tracemalloc.get_traced_memory()[0]
            self.count += 1

    def _thin_out(self) -> None:
        for index in range(MOST // 2):
            self.times_s[index] = self.times_s[2 * index]
            self.sizes[index] = self.sizes[2 * index]
        self.count = MOST // 2
        self.step_s *= 2


def observe(target: Callable[..., Any], args: Any, kwargs: Any) -> dict[str, Any]:
    """{"peak_bytes", "mean_bytes", "samples"} of one call above what was there before.

    Samples are [seconds, bytes]; a call too short to sample has none, and counts half its peak as its mean.
    """
    sampler = Sampler()
    switch_s = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    tracemalloc.start()
    sampler.start()
    tracemalloc.clear_traces()
    before, _ = tracemalloc.get_traced_memory()
    began = time.perf_counter()
    try:
        result = target(*args, **kwargs)
        draw(result)
    except Exception:
        result = None
    last, peak = tracemalloc.get_traced_memory()
    ended = time.perf_counter()
    sampler.done = True
    sampler.join()
    tracemalloc.stop()
    sys.setswitchinterval(switch_s)
    del result
    peak = max(0, peak - before)
    taken = zip(sampler.times_s[: sampler.count], sampler.sizes[: sampler.count])
    during = [(at - began, max(0, size - before)) for at, size in taken if began <= at <= ended]
    if len(during) <= 3:
        return {"peak_bytes": peak, "mean_bytes": peak // 2, "samples": []}
    mean = sum(size for _, size in during) // len(during)
    shown = [(0.0, 0), *during[:: -(-len(during) // SHOWN)], (ended - began, max(0, last - before))]
    return {"peak_bytes": peak, "mean_bytes": mean, "samples": shown}
