"""The events of a run: frozen dataclasses, JSON lines in and out. The contract of all faces."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, get_type_hints


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened; `at` is seconds since the run began."""

    type: ClassVar[str]
    at: float = 0.0


@dataclass(frozen=True, kw_only=True)
class RunStarted(Event):
    type: ClassVar[str] = "run_started"
    run: str
    target: str
    objective: str
    policy: str
    budget_s: float
    seed: int
    python: str
    resumes: str | None = None


@dataclass(frozen=True, kw_only=True)
class TargetResolved(Event):
    type: ClassVar[str] = "target_resolved"
    file: str
    qualname: str
    first_line: int
    last_line: int
    source: str


@dataclass(frozen=True, kw_only=True)
class WorkloadReady(Event):
    """`set_aside` names tests that fail or are flaky on the original, with the reason."""

    type: ClassVar[str] = "workload_ready"
    tests: int
    recorded_calls: int
    generated_calls: int
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BaselineMeasured(Event):
    """`lines` are [number, hits, share] of the hottest lines; `growth` is as in the result document.

    `elsewhere` are [number, text] of those hot lines that the target's source does not hold: helpers'. `points` are
    [size, seconds] that show the growth, `memory` is [seconds, bytes] during one call.
    """

    type: ClassVar[str] = "baseline_measured"
    time_s: float
    peak_memory_bytes: int | None
    integral_byte_s: float | None
    growth: dict[str, Any] | None
    lines: tuple[tuple[int, int, float], ...] = ()
    input: str = ""
    elsewhere: tuple[tuple[int, str], ...] = ()
    points: tuple[tuple[int, float], ...] = ()
    memory: tuple[tuple[float, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SelfChecked(Event):
    """`spread` is how far identical code seemed to differ on this machine just now (0.012 is 1.2 %)."""

    type: ClassVar[str] = "self_checked"
    spread: float
    clock: str


@dataclass(frozen=True, kw_only=True)
class IterationStarted(Event):
    type: ClassVar[str] = "iteration_started"
    iteration: int
    policy: str
    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class CandidateProposed(Event):
    type: ClassVar[str] = "candidate_proposed"
    id: str
    parent: str | None
    iteration: int
    origin: dict[str, Any]
    source: str
    diff: str


@dataclass(frozen=True, kw_only=True)
class CandidateJudged(Event):
    """`pairs` are the ratios old time / new time of the process pairs that `speedup` rests on."""

    type: ClassVar[str] = "candidate_judged"
    id: str
    verdict: str
    stage: str
    reason: str
    counter_example: str | None = None
    speedup: dict[str, Any] | None = None
    memory_ratio: float | None = None
    judge_s: float = 0.0
    pairs: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BestChanged(Event):
    type: ClassVar[str] = "best_changed"
    id: str
    speedup: dict[str, Any]
    diff: str


@dataclass(frozen=True, kw_only=True)
class RunFinished(Event):
    """`result` is the whole document of `--json`; the rest is what was measured of the winner, a candidate's id.

    `pairs` are [old seconds, new seconds] of each process pair of the last check; `points`, `memory` and
    `peak_memory_bytes` are like the baseline's.
    """

    type: ClassVar[str] = "run_finished"
    result: dict[str, Any]
    winner: str | None = None
    pairs: tuple[tuple[float, float], ...] = ()
    points: tuple[tuple[int, float], ...] = ()
    memory: tuple[tuple[float, int], ...] = ()
    peak_memory_bytes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Log(Event):
    type: ClassVar[str] = "log"
    level: str
    message: str


EVENTS: dict[str, type[Event]] = {
    cls.type: cls
    for cls in (
        RunStarted,
        TargetResolved,
        WorkloadReady,
        BaselineMeasured,
        SelfChecked,
        IterationStarted,
        CandidateProposed,
        CandidateJudged,
        BestChanged,
        RunFinished,
        Log,
    )
}


def to_json(event: Event) -> str:
    """One line of JSON, without its newline."""
    return json.dumps({"type": event.type, **dataclasses.asdict(event)}, ensure_ascii=False)


def from_json(line: str) -> Event:
    """The event of one line; raises KeyError for an unknown type, TypeError for missing fields.

    Fields that this version does not know are left out: a later one added them.
    """
    fields = json.loads(line)
    kind = fields.pop("type")
    known = {
        name: _tupled(fields[name]) if is_tuple else fields[name]
        for name, is_tuple in _fields(kind).items()
        if name in fields
    }
    return EVENTS[kind](**known)


@cache
def _fields(kind: str) -> dict[str, bool]:
    """The fields of an event, each with whether it is a tuple; known once, since a face reads thousands of events."""
    return {name: "tuple" in str(hint) for name, hint in get_type_hints(EVENTS[kind]).items()}


def _tupled(value: Any) -> Any:
    return tuple(_tupled(item) for item in value) if isinstance(value, list) else value
