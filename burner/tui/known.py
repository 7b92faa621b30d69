"""What is known of a project's functions from earlier runs: the newest finished run of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from burner.history.store import Run

NEWEST = 2000


@dataclass(frozen=True)
class Known:
    """The newest finished run of a function; times in seconds, `ratio` old time / new time of what it found."""

    run: str
    when: float
    time_s: float | None
    growth: Mapping[str, Any] | None
    ratio: float | None
    low: float | None
    tests: int
    outcome: str


def known_functions() -> dict[tuple[str, str], Known]:
    """Return what is known by (absolute file, qualified name); raises BurnerError where the history can't be read."""
    from burner.history.store import History  # beside the drawing of the first screen

    known: dict[tuple[str, str], Known] = {}
    with History.open() as history:
        for run in history.newest(NEWEST):
            result = run.result
            target = result.get("target") if result else None
            if not result or not target:
                continue
            place = (str(Path(run.folder, target["file"])), target["qualname"])
            before = known.get(place)
            if before is None or (before.ratio is None and result.get("best") and before.outcome == "profiled"):
                known[place] = _known(run, result)
    return known


def _known(run: Run, result: Mapping[str, Any]) -> Known:
    baseline, best = result.get("baseline") or {}, result.get("best")
    profiled = run.request.get("iterations") == 0 and run.resumes is None
    return Known(
        run=run.id,
        when=run.started_at,
        time_s=baseline.get("time_s"),
        growth=baseline.get("growth"),
        ratio=best["speedup"]["ratio"] if best else None,
        low=best["speedup"]["low"] if best else None,
        tests=(result.get("evidence") or {}).get("tests", 0),
        outcome="profiled" if profiled else result["outcome"],
    )
