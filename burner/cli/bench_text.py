"""What `burner model bench` prints: a table, or one JSON document."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from burner.cli import stdout
from burner.models.registry import recommended
from burner.policy.llama.bench import Measured
from burner.policy.llama.native import available_bytes
from burner.report import words


def table(found: Measured) -> list[stdout.Line]:
    """A row for each number of threads, then what is best."""
    widths = sorted(found.rates[0].write_tokens_per_s)
    lines: list[stdout.Line] = [(f"{found.path.name}, tokens per second", "bold"), ("",)]
    lines.append((f"threads  {'read':>7}" + "".join(f"  {f'write x{width}':>9}" for width in widths),))
    for rate in found.rates:
        cells = "".join(f"  {rate.write_tokens_per_s[width]:>9.1f}" for width in widths)
        lines.append((f"{rate.threads:>7}  {rate.read_tokens_per_s:>7.1f}{cells}",))
    chosen, per_token = found.settings, words.size(found.kv_bytes_per_token)
    lines += [
        ("",),
        (f"memory       {words.size(found.memory_bytes)}, and {per_token} for each token of an answer",),
        (f"best         {_count(chosen.threads, 'thread')}, {_count(chosen.slots, 'answer')} decoded together",),
        (f"recommended  {_recommended(found)}",),
    ]
    return lines


def document(found: Measured, kept: Path | None) -> dict[str, Any]:
    """The same for programs; widths are keys of `write_tokens_per_s`, `kept` is null on a busy machine."""
    return {
        "schema": 1,
        "model": found.path.name,
        "file_bytes": found.path.stat().st_size,
        "memory_bytes": found.memory_bytes,
        "kv_bytes_per_token": found.kv_bytes_per_token,
        "rates": [asdict(rate) for rate in found.rates],
        "chosen": {"threads": found.settings.threads, "slots": found.settings.slots},
        "recommended": _recommended(found),
        "processor_share": round(found.processor_share, 3),
        "kept": str(kept) if kept else None,
    }


def _recommended(found: Measured) -> str:
    rate = max(found.settings.write_tokens_per_s.values())
    return recommended(found.path.stat().st_size, rate, available_bytes()).name


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
