"""Reads a function and its profile and names what makes it slow, one concrete fault at a time.

Only looks at text and facts; runs nothing and rewrites nothing. A fault may be a false alarm: what a policy makes of it
is judged like any candidate.
"""

from __future__ import annotations

import ast
import dataclasses

from burner.policy.diagnosis import repeats, searches
from burner.policy.diagnosis.fault import Fault
from burner.policy.diagnosis.scope import Scope, read
from burner.policy.protocol import Brief
from burner.target.source import parse
from burner.target.spans import functions

__all__ = ["Fault", "diagnose"]
_STEEP = 1.35


def diagnose(brief: Brief) -> list[Fault]:
    """Faults of the target and its helpers, the one most likely to pay first; at least one, however general."""
    spans = functions(brief.text)
    classes = {node.name: node for node in parse(brief.text).body if isinstance(node, ast.ClassDef)}
    shares = {line.number: line.share for line in brief.lines}
    found: dict[tuple[str, str, int], Fault] = {}
    for qualname in (brief.qualname, *brief.helpers):
        span = spans.get(qualname)
        if span is None:
            continue
        types = brief.types if qualname == brief.qualname else {}
        scope = read(qualname, span.node, brief.text, types, classes.get(span.owner))
        for fault in (*searches.find(scope), *repeats.find(scope)):
            weight = fault.weight * _heat(scope, fault.line, shares)
            found.setdefault((fault.kind, qualname, fault.line), _weighed(fault, weight))
    ordered = sorted(found.values(), key=lambda fault: -fault.weight)
    return [*ordered, _general(brief, spans[brief.qualname].def_line)]


def _weighed(fault: Fault, weight: float) -> Fault:
    return dataclasses.replace(fault, weight=weight)


def _heat(scope: Scope, line: int, shares: dict[int, float]) -> float:
    """Between 0.1 and 1.1: the share of time spent in the statement or loop that begins in that line."""
    if not shares:
        return 1.0
    ends = [
        getattr(site.node, "end_lineno", line)
        for site in scope.sites
        if getattr(site.node, "lineno", 0) == line and isinstance(site.node, (ast.stmt, ast.expr))
    ]
    last = max(ends, default=line)
    return 0.1 + min(1.0, sum(share for number, share in shares.items() if line <= number <= last))


def _general(brief: Brief, number: int) -> Fault:
    lines = brief.text.split("\n")
    hottest = max(brief.lines, key=lambda line: line.share, default=None)
    words = ""
    if hottest and 0 < hottest.number <= len(lines):
        number = hottest.number
        words = f"`{lines[number - 1].strip()}` runs {hottest.hits} times and takes {hottest.share:.0%} of the time"
    if brief.growth and brief.growth.exponent > _STEEP:
        steep = f"the time grows like {brief.growth.label} with {brief.growth.input}"
        words = f"{words}; {steep}" if words else steep
    return Fault("general", brief.qualname, number, words or "it does more work than it must", 0.0)
