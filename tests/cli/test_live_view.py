"""The live display: says what goes on at every moment, and loses no figure where the terminal is narrow."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from burner.cli.live_view import LiveView
from burner.events import (
    BaselineMeasured,
    CandidateJudged,
    CandidateProposed,
    IterationStarted,
    Log,
    RunStarted,
    SelfChecked,
    TargetResolved,
    WorkloadReady,
)
from burner.report.progress import Progress

FIGURES = {"ratio": 3.21, "low": 3.05, "high": 3.36, "confidence": 0.95, "clock": "cpu", "pairs": 3}
LLM = {"kind": "llm", "name": "qwen2.5-coder-1.5b", "strategy": "repeated_parse", "parent": None}
RULE = {"kind": "rule", "name": "BRN101+BRN121", "strategy": "combined", "parent": None}
STARTED = {"objective": "time", "policy": "auto", "budget_s": 60.0, "seed": 0, "python": ""}
MEASURED = {"time_s": 0.1, "peak_memory_bytes": 9000, "integral_byte_s": None, "growth": None}


def proposed(ident, origin):
    """A candidate that is not judged yet."""
    return CandidateProposed(at=5.0, id=ident, parent=None, iteration=1, origin=origin, source="", diff="")


def judged(ident, verdict, speedup=None):
    """Its verdict."""
    return CandidateJudged(at=6.0, id=ident, verdict=verdict, stage="full", reason="", speedup=speedup)


RUN = (
    (RunStarted(run="r1", target="a.py::f", **STARTED), "starting ..."),
    (TargetResolved(file="a.py", qualname="f", first_line=1, last_line=2, source=""), "running the tests, recording"),
    (WorkloadReady(tests=1, recorded_calls=2, generated_calls=3), "growing the inputs and measuring the original ..."),
    (BaselineMeasured(at=2.0, **MEASURED), "measuring identical code against itself ..."),
    (SelfChecked(at=3.0, spread=0.01, clock="cpu"), "getting ready ..."),
    (IterationStarted(at=4.0, iteration=1, policy="llm"), "waiting for llm to propose versions ..."),
    (proposed("c1", LLM), "being judged"),
    (judged("c1", "trade_off", FIGURES), "waiting for llm to propose versions ..."),
    (proposed("c2", RULE), "being judged"),
    (judged("c2", "better", FIGURES), "waiting for llm to propose versions ..."),
    (Log(at=7.0, level="debug", message="last check of c2, on new inputs"), "last check of c2, on new inputs ..."),
)


def drawn(count, width):
    """The display after so many events, as text."""
    out = StringIO()
    console = Console(width=width, file=out)
    progress = Progress.of(event for event, _ in RUN[:count])
    view = LiveView(console, 60.0)
    view.show(RUN[count - 1][0], progress)
    console.print(view._drawn())
    return out.getvalue()


@pytest.mark.parametrize("count", range(1, len(RUN) + 1))
def test_it_says_what_goes_on(count):
    """For half a minute nothing would move but the bar."""
    assert RUN[count - 1][1] in drawn(count, 80)


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_figure_is_lost_in_a_narrow_terminal(width):
    """Long names would push the sign, the id or the speed-up off the screen."""
    lines = drawn(len(RUN), width).splitlines()
    assert all(len(line) <= width for line in lines)
    first, second = (next(line for line in lines if ident in line) for ident in ("  c1  ", "  c2  "))
    assert first.startswith("  ~  c1  llm: repe")
    assert second.startswith("  +  c2  rule BRN1")
    assert "3.21x  faster on" in first
    assert "3.21x  better" in second
