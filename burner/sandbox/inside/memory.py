"""What a call allocates, by tracemalloc: its peak and its average over time."""

from __future__ import annotations

import threading
import tracemalloc
from typing import Any, Callable

SAMPLE_S = 0.001


def observe(target: Callable[..., Any], args: Any, kwargs: Any) -> dict[str, Any]:
    """{"peak_bytes", "mean_bytes"} of one call above what was there before; a call too short to sample counts half its peak."""
    samples: list[int] = []
    done = threading.Event()

    def sample() -> None:
        while not done.wait(SAMPLE_S):
            samples.append(tracemalloc.get_traced_memory()[0])

    sampler = threading.Thread(target=sample, daemon=True)
    tracemalloc.start()
    sampler.start()
    tracemalloc.clear_traces()
    before, _ = tracemalloc.get_traced_memory()
    try:
        result = target(*args, **kwargs)
    except Exception:
        result = None
    _, peak = tracemalloc.get_traced_memory()
    done.set()
    sampler.join()
    tracemalloc.stop()
    del result
    peak = max(0, peak - before)
    mean = sum(max(0, size - before) for size in samples) // len(samples) if len(samples) > 3 else peak // 2
    return {"peak_bytes": peak, "mean_bytes": mean}
