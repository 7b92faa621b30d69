"""Measures how fast a loaded model reads and writes on this machine, by threads and by answers decoded together.

Nothing is sampled and nothing parsed: these figures are llama.cpp's own, and the ceiling of `sampler.py`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from burner.errors import UnavailableError
from burner.policy.llama.native import Native, physical_cores
from burner.policy.llama.sampler import EVAL_CHUNK, TRUNK, put
from burner.policy.llama.settings import Settings

WIDTHS = (1, 2, 4, 8, 16)
READ_TOKENS = 128
FEWEST_STEPS, MOST_STEPS, STEPS_S = 4, 32, 1.5
"""A width is measured over so many steps, and for about this long."""
ENOUGH = 0.75
"""The fewest answers together that reach this part of the best rate are taken: they come soonest."""
CALM = 0.8
TEXT = "def total(rows):\n    return sum(row.amount for row in rows if row.amount > 0)\n\n"


@dataclass(frozen=True)
class Rate:
    """Tokens per second with a number of threads: a prompt's, and those of some answers decoded together."""

    threads: int
    read_tokens_per_s: float
    write_tokens_per_s: dict[int, float]


@dataclass(frozen=True)
class Measured:
    """What was measured of a model, and what is best."""

    path: Path
    rates: tuple[Rate, ...]
    settings: Settings
    memory_bytes: int
    """What the process grew by while the model was loaded and run."""
    kv_bytes_per_token: int
    processor_share: float
    """How much of the processor time it wanted it got; the figures of a busy machine mislead."""

    @property
    def calm(self) -> bool:
        """Whether nothing else ran beside it."""
        return self.processor_share >= CALM


def measured(
    path: Path, threads: Sequence[int], widths: Sequence[int], progress: Callable[[str], None] = lambda _what: None
) -> Measured:
    """Load a model and measure it; UnavailableError where it can't be loaded."""
    import psutil

    process = psutil.Process()
    before = process.memory_info().rss
    native = Native(path)
    try:
        rates, share = bench(native, threads, widths, progress)
        grown = process.memory_info().rss - before
        return Measured(path, tuple(rates), chosen(rates), grown, native.kv_bytes(1), share)
    finally:
        native.close()


def bench(
    native: Native,
    threads: Sequence[int] = (),
    widths: Sequence[int] = WIDTHS,
    progress: Callable[[str], None] = lambda _what: None,
) -> tuple[list[Rate], float]:
    """Measure each number of threads (1, 2, 4, ... and all physical cores by default) at each width.

    The second value is the share of the processor time wanted that was had.
    """
    rates, wanted_s, had_s = [], 0.0, 0.0
    for count in threads or thread_counts(physical_cores()):
        progress(f"{count} threads" if count > 1 else "1 thread")
        began, cpu_began = time.monotonic(), time.process_time()
        rates.append(_rate(native, count, sorted(widths)))
        wanted_s += count * (time.monotonic() - began)
        had_s += time.process_time() - cpu_began
    return rates, had_s / wanted_s


def thread_counts(cores: int) -> list[int]:
    """1, 2, 4, ... up to a number of cores, and that number."""
    return sorted({1 << power for power in range(cores.bit_length()) if 1 << power <= cores} | {cores})


def chosen(rates: Sequence[Rate]) -> Settings:
    """The settings to run with: the threads that write most, and the fewest answers that come near the best rate."""
    best = max(rates, key=lambda rate: max(rate.write_tokens_per_s.values()))
    top = max(best.write_tokens_per_s.values())
    slots = min(width for width, rate in best.write_tokens_per_s.items() if rate >= ENOUGH * top)
    return Settings(best.threads, slots, best.read_tokens_per_s, best.write_tokens_per_s)


def _rate(native: Native, threads: int, widths: Sequence[int]) -> Rate:
    lib, widest = native.lib, max(widths)
    tokens = native.tokens(TEXT * READ_TOKENS)[:READ_TOKENS]
    steps = MOST_STEPS + 1
    cells = READ_TOKENS + widest * steps + EVAL_CHUNK
    context = native.context(cells, widest + 1, max(EVAL_CHUNK, widest), threads)
    batch = lib.llama_batch_init(max(EVAL_CHUNK, widest), 0, 1)
    try:
        memory = lib.llama_get_memory(context)
        _read(native, context, batch, tokens[:EVAL_CHUNK], 0)  # the first call also warms the caches
        began = time.monotonic()
        _read(native, context, batch, tokens[EVAL_CHUNK:], EVAL_CHUNK)
        read = (len(tokens) - EVAL_CHUNK) / (time.monotonic() - began)
        write: dict[int, float] = {}
        for width in widths:
            for sequence in range(1, width + 1):
                lib.llama_memory_seq_cp(memory, TRUNK, sequence, -1, -1)
            write[width] = _written(native, context, batch, tokens, width)
            for sequence in range(1, width + 1):
                lib.llama_memory_seq_rm(memory, sequence, -1, -1)
    finally:
        lib.llama_batch_free(batch)
        lib.llama_free(context)
    return Rate(threads, read, write)


def _read(native: Native, context: Any, batch: Any, tokens: Sequence[int], at: int) -> None:
    for start in range(0, len(tokens), EVAL_CHUNK):
        chunk = tokens[start : start + EVAL_CHUNK]
        for index, token in enumerate(chunk):
            put(batch, index, token, at + start + index, TRUNK, logits=False)
        _decode(native, context, batch, len(chunk))


def _written(native: Native, context: Any, batch: Any, tokens: Sequence[int], width: int) -> float:
    """Tokens per second of so many sequences that go on with tokens of the prompt."""
    began, steps = time.monotonic(), 0
    while steps < MOST_STEPS and (steps < FEWEST_STEPS or time.monotonic() - began < STEPS_S):
        for index in range(width):
            token = tokens[(steps + index) % len(tokens)]
            put(batch, index, token, len(tokens) + steps, index + 1, logits=True)
        _decode(native, context, batch, width)
        steps += 1
    return width * steps / (time.monotonic() - began)


def _decode(native: Native, context: Any, batch: Any, count: int) -> None:
    batch.n_tokens = count
    code = native.lib.llama_decode(context, batch)
    if code:
        raise UnavailableError(f"llama.cpp failed while decoding (code {code})", "close other programs and try again")
