"""What a run is asked to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Request:
    """One optimisation of one target; the fields are the options of `burner optimize`."""

    target: str
    """As typed: "path.py::Class.method"."""
    tests: tuple[str, ...] = ()
    workload: Path | None = None
    command: Sequence[str] = ()
    cases: Path | None = None
    python: str | None = None
    policy: str = "auto"
    model: str | None = None
    adapter: str | None = None
    objective: str = "time"
    search: str = "burner"
    budget_s: float = 60.0
    iterations: int | None = None
    candidates: int = 8
    min_speedup: float = 1.05
    equality: Literal["strict", "normal", "loose"] = "normal"
    crosshair_s: float = 0.0
    """So long CrossHair looks for a difference of a winner; 0 for not at all."""
    helpers: str = "auto"
    seed: int = 0
    source: Path | None = None
    """File whose text is taken for the target's file (an unsaved buffer)."""
    sandbox: bool = True
    resume: str | None = None
    remote_url: str | None = None
    remote_model: str | None = None
    remote_key: str | None = None
