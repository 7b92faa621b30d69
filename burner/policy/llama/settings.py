"""What `burner model bench` measured of a model on this machine, kept in burner's data folder for later runs.

Kept by model file and processor: a data folder that was copied to another machine is not believed there.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from burner.home import home

FILE = "llama.json"


@dataclass(frozen=True)
class Settings:
    """How a model is run best here, and how fast it is then."""

    threads: int
    slots: int
    """How many answers are decoded together."""
    read_tokens_per_s: float
    write_tokens_per_s: Mapping[int, float]
    """Answers decoded together -> tokens per second of all of them."""

    def written_per_s(self, slots: int) -> float:
        """Tokens per second of so many answers together, read off the nearest number that was measured below it."""
        known = [width for width in self.write_tokens_per_s if width <= slots]
        return self.write_tokens_per_s[max(known) if known else min(self.write_tokens_per_s)]


def load(model: Path) -> Settings | None:
    """What was kept for a model file on this machine; None where nothing was, or it can't be read."""
    try:
        kept = json.loads((home() / FILE).read_text(encoding="utf-8"))[_key(model)]
        rates = {int(width): float(rate) for width, rate in kept["write_tokens_per_s"].items()}
        found = Settings(int(kept["threads"]), int(kept["slots"]), float(kept["read_tokens_per_s"]), rates)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return found if rates and min(found.threads, found.slots, *rates.values()) > 0 else None


def save(model: Path, settings: Settings) -> Path:
    """Keep the settings of a model file; returns the file they lie in."""
    path = home() / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    everything: dict[str, Any] = {}
    with contextlib.suppress(OSError, ValueError, TypeError):  # nothing kept yet, or nothing that can be read
        everything = dict(json.loads(path.read_text(encoding="utf-8")))
    everything[_key(model)] = asdict(settings)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_text(json.dumps(everything, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)
    return path


def _key(model: Path) -> str:
    return f"{model.name} on {os.cpu_count()} x {_processor()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
