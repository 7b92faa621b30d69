"""Questions for the intervals around a point, asked again and again: the bounds are sorted once and found by bisection.

Of intervals that are not empty, those around a point are those that begin before it without those that end before it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules.bisecting import Asked, Bound, all_asked
from burner.rules.card import Card, Rewrite, Rule, made
from burner.rules.edit import Edits, render
from burner.rules.lists import short_name
from burner.rules.rounding import adds_inexactly
from burner.rules.view import FunctionView

AROUND = Card(
    id="BRN181",
    name="intervals-around-a-point",
    family="intervals",
    summary="sort the bounds of intervals once and find by bisection how many lie around each point",
    condition="Bounds have an order and do not change meanwhile; what is added, if not 1, are whole numbers.",
    example_before="""\
def f(stays: list, days):
    return [sum(1 for stay in stays if stay["from"] <= day and day < stay["to"]) for day in days]
""",
    example_after="""\
from bisect import bisect_right


def f(stays: list, days):
    starts = sorted(stay["from"] for stay in stays if stay["from"] < stay["to"])
    ends = sorted(stay["to"] for stay in stays if stay["from"] < stay["to"])
    return [(bisect_right(starts, day) - bisect_right(ends, day)) for day in days]
""",
    refuses=(
        """\
def f(stays: list, day):
    return sum(1 for stay in stays if stay["from"] <= day < stay["to"])
""",
        """\
def f(stays: list, days):
    return [sum(1 for stay in stays if stay["from"] <= day or day < stay["to"]) for day in days]
""",
        """\
def f(stays: list, days):
    return [sum(1 for stay in stays if stay["from"] <= day and day - 1 < stay["to"]) for day in days]
""",
        """\
def f(stays: list, days):
    return [sum(1 for stay in stays if stay["from"] <= day and stay["to"] <= day) for day in days]
""",
    ),
)


@dataclass(frozen=True)
class _Around:
    """The bounds of an interval: `begin.key op point` and `end.key op point`."""

    begin: Bound
    end: Bound


def around(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Count, or add up, the intervals around a point by their sorted bounds."""
    for asked, bounds, before in all_asked(view, keys=2):
        pair = _pair(bounds)
        if pair is None or (asked.weight is not None and adds_inexactly(view, brief, asked.weight)):
            continue
        sides = [_side(view, bound) for bound in (pair.begin, pair.end)]
        maker = view.imported("itertools", "accumulate")
        if maker is None or sides[0] is None or sides[1] is None:
            continue
        names = [view.fresh("starts", "begins"), view.fresh("ends", "stops")]
        edits = Edits(view)
        lines: list[str] = []
        parts: list[str] = []
        for bound, side, name in zip((pair.begin, pair.end), sides, names, strict=True):
            inner = _inner(view, asked, pair)
            place = f"{side[0]}({name}, {render(view, bound.value)})" if side else ""
            if asked.weight is None:
                lines.append(f"{name} = sorted({view.source(bound.key)} {inner})")
                parts.append(place)
                continue
            rows, entry = view.fresh(f"by_{short_name(bound.key)}"), view.fresh("entry", "pair")
            sums = view.fresh(f"{short_name(asked.weight)}_{name}", taken=set(names))
            each = f"({view.source(bound.key)}, {render(view, asked.weight)}) {inner}"
            lines += [
                f"{rows} = sorted(({each}), key=lambda {entry}: {entry}[0])",
                f"{name} = [{entry}[0] for {entry} in {rows}]",
                f"{sums} = list({maker[0]}(({entry}[1] for {entry} in {rows}), initial=0))",
            ]
            parts.append(f"{sums}[{place}]")
        edits.before(before, lines)
        asked.put(edits, f"({parts[0]} - {parts[1]})")
        imports = [line for side in sides if side for line in side[1]]
        imports += maker[1] if asked.weight is not None else ()
        note = f"sort the bounds of {view.source(asked.over)} once"
        yield from made(edits, asked.node, note, imports=tuple(dict.fromkeys(imports)), daring=asked.weight is not None)


def _pair(bounds: list[Bound]) -> _Around | None:
    """Return the two bounds if one key lies before, and the other behind, the same point."""
    if len(bounds) != 2 or ast.dump(bounds[0].value) != ast.dump(bounds[1].value):
        return None
    begin, end = sorted(bounds, key=lambda bound: bound.op[0] == ">")
    return _Around(begin, end) if begin.op[0] == "<" and end.op[0] == ">" else None


def _side(view: FunctionView, bound: Bound) -> tuple[str, tuple[str, ...]] | None:
    return view.imported("bisect", "bisect_right" if bound.op in {"<=", ">"} else "bisect_left")


def _inner(view: FunctionView, asked: Asked, pair: _Around) -> str:
    """The loop over the intervals that are not empty."""
    over, target = render(view, asked.over), view.source(asked.target)
    sign = "<" if pair.end.op == ">" else "<="
    return f"for {target} in {over} if {view.source(pair.begin.key)} {sign} {view.source(pair.end.key)}"


RULES = (Rule(AROUND, around),)
