"""`burner check --prove`: each finding's rewrite is a candidate of its own, judged like any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from burner.check.finding import Finding
from burner.check.run import Report
from burner.cli import diagnostics
from burner.cli.requests import new_request
from burner.cli.root import Optimize
from burner.cli.running import run
from burner.report import words
from burner.search.shape import Shape


@dataclass(frozen=True)
class Proof:
    """What the judge said of one finding: its verdict, "" where it could not be asked, and the reason or the figure."""

    verdict: str
    said: str


def proved(report: Report, search: Optimize, budget_s: float, *, quiet: bool) -> Report:
    """Return the report with those findings only that were measured faster; the others are said on stderr."""
    kept: list[Finding] = []
    for item in report.findings:
        if not item.qualname:
            continue
        proof = prove(item, search, {"budget": budget_s})
        if not quiet:
            diagnostics.note(f"{item.path}:{item.line}: {item.rule}: {proof.said}")
        if proof.verdict == "better":
            kept.append(replace(item, message=f"{item.message} ({proof.said})"))
    return replace(report, findings=tuple(kept))


def prove(item: Finding, search: Optimize, options: Mapping[str, Any]) -> Proof:
    """Judge the rewrite of one finding on the recorded calls of its function."""
    request = new_request(item.target, {**options, "iterations": 1, "policy": "rules"}, ())
    progress = run(request, partial(search, other=Shape(item.rule, item.line)), lambda _event, _progress: None)
    result = progress.document
    if result["error"]:
        return Proof("", f"not judged: {result['error']['message']}")
    if result["best"]:
        return Proof("better", f"measured {words.speedup(result['best']['speedup'])}")
    if not result["candidates"]:
        return Proof("", "not proposed: the values and sizes that were recorded speak against it")
    last = result["candidates"][-1]
    return Proof(last["verdict"], f"{last['verdict'].replace('_', ' ')}: {last['reason']}".rstrip(": "))
