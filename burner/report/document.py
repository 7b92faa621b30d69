"""The result document of a run (`--json`): its parts as values, and the one function that puts it together.

The words and the shape are the contract of design.md section 6, written down in `schema/result.schema.json`. This
module computes nothing about code or time; it may not import a room that does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any, Literal, Protocol

from burner.errors import BurnerError
from burner.report.exit_codes import ExitCode, exit_code_for

Document = dict[str, Any]
SCHEMA_VERSION = 1


class Fitted(Protocol):
    """What a fitted growth must offer (`burner.policy.protocol.Growth` does)."""

    @property
    def input(self) -> str:
        """What was grown."""

    @property
    def exponent(self) -> float:
        """The fitted exponent."""

    @property
    def low(self) -> float:
        """Lower end of its interval."""

    @property
    def high(self) -> float:
        """Upper end of its interval."""

    @property
    def label(self) -> str:
        """Like "n^2"."""


def growth_json(growth: Fitted | None) -> Document | None:
    """Return a fitted growth as the document and the events carry it."""
    if growth is None:
        return None
    return {
        "in": growth.input,
        "exponent": growth.exponent,
        "low": growth.low,
        "high": growth.high,
        "label": growth.label,
    }


@dataclass(frozen=True, kw_only=True)
class Speedup:
    """Old time / new time with its interval, the clock it was read from, and the number of measured pairs."""

    ratio: float
    low: float
    high: float
    clock: Literal["cpu", "wall"]
    pairs: int
    confidence: float = 0.95


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where the optimised function is; `file` as the user would type it."""

    file: str
    qualname: str
    first_line: int
    last_line: int


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The original on the workload: seconds per call, peak bytes, bytes x seconds."""

    time_s: float
    peak_memory_bytes: int | None = None
    integral_byte_s: float | None = None
    growth: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Best:
    """The winner: `source` is the new text of the whole file, newlines as in the file; ratios are old / new."""

    source: str
    diff: str
    origin: Mapping[str, Any]
    speedup: Speedup
    memory_ratio: float | None = None
    integral_ratio: float | None = None
    growth: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Survivor:
    """A small fault in the original that the evidence did not notice; `mutated` is empty where the line was removed."""

    line: int
    original: str
    mutated: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the versions were compared on, and what that is worth."""

    tests: int = 0
    recorded_calls: int = 0
    generated_calls: int = 0
    mutants_killed: int = 0
    mutants: int = 0
    equality: Literal["strict", "normal", "loose"] = "normal"
    strength: Literal["strong", "fair", "weak"] = "weak"
    survivor: Survivor | None = None
    unlike_on_nan: str | None = None
    """A call with nan for a number on which the best version differs from the original; nan was in no recorded call."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One line of the ledger."""

    id: str
    iteration: int
    origin: Mapping[str, Any]
    verdict: str
    stage: str
    reason: str
    parent: str | None = None
    counter_example: str | None = None
    speedup: Mapping[str, Any] | None = None
    judge_s: float = 0.0


def build_result(  # noqa: PLR0913  # one for each part of the document
    *,
    run: str,
    target: Target | None,
    objective: str,
    baseline: Baseline | None = None,
    best: Best | None = None,
    evidence: Evidence | None = None,
    self_check_spread: float | None = None,
    machine: Mapping[str, Any] | None = None,
    candidates: Sequence[Candidate] = (),
    wall_s: float = 0.0,
    model_s: float = 0.0,
    judge_s: float = 0.0,
    error: BurnerError | None = None,
) -> Document:
    """Return the document of a run; `outcome` and `exit_code` follow from `error` and `best`."""
    if error is not None:
        outcome, exit_code = "failed", exit_code_for(error)
    elif best is not None:
        outcome, exit_code = "improved", ExitCode.OK
    else:
        outcome, exit_code = "unchanged", ExitCode.NOTHING_BETTER
    return {
        "schema": SCHEMA_VERSION,
        "run": run,
        "outcome": outcome,
        "exit_code": int(exit_code),
        "error": None if error is None else {"message": error.message, "hint": error.hint},
        "target": None if target is None else asdict(target),
        "objective": objective,
        "baseline": None if baseline is None else asdict(baseline),
        "best": None if best is None or error is not None else asdict(best),
        "evidence": asdict(evidence or Evidence()),
        "self_check": None if self_check_spread is None else {"spread": self_check_spread},
        "machine": dict(machine or {}),
        "candidates": [asdict(candidate) for candidate in candidates],
        "wall_s": wall_s,
        "model_s": model_s,
        "judge_s": judge_s,
    }


def schema() -> Document:
    """Return the JSON Schema of the document."""
    text = resources.files("burner.report").joinpath("schema/result.schema.json").read_text(encoding="utf-8")
    loaded: Document = json.loads(text)
    return loaded
