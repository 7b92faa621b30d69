"""The pairs of the last check one by one, and the interval they give: how sure the speed-up is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from burner.report import words
from burner.report.html.markup import Html, el
from burner.report.html.plots.axes import LEFT, RIGHT, TOP, WIDTH, Axis, Scale, mark, svg

ROW, LEAST_ROW = 24.0, 15.0
BELOW = 70.0
NEAR = 2.0
"""Above this speed-up, the axis does not reach down to 1: how the pairs scatter would not be seen."""


def pairs(ratios: Sequence[float], figures: Mapping[str, Any], spread: float | None) -> Html:
    """Return a row for each pair's ratio old / new time, and below them the median with its interval.

    `spread` is how far identical code seemed to differ: the band around 1, where that is on the axis.
    """
    row = max(LEAST_ROW, min(ROW, 170 / len(ratios)))
    bottom = TOP + row * len(ratios) + 34
    seen, near = _seen(ratios, figures), is_near(ratios, figures)
    low, high = (min(*seen, 1.0), max(*seen, 1.0)) if near else (min(seen), max(seen))
    margin = 0.08 * (high - low) or 0.05 * high
    scale = Scale(low - margin, high + margin, LEFT, WIDTH - RIGHT)
    parts = _grid(scale, bottom, spread if near else None, near=near)
    for number, ratio in enumerate(ratios):
        y = TOP + row * (number + 0.5)
        parts.append(el("text", f"pair {number + 1}", x=LEFT - 7, y=y + 4, class_="tick", text_anchor="end"))
        parts.append(mark("circle", scale.at(ratio), y, "after", f"pair {number + 1}: {words.ratio(ratio)}"))
    y = bottom - 16
    left, right = scale.at(figures["low"]), scale.at(figures["high"])
    parts += [
        el("text", "all", x=LEFT - 7, y=y + 4, class_="tick strong", text_anchor="end"),
        el("rect", x=left, y=y - 4, width=max(right - left, 2.0), height=8, class_="interval"),
        mark("diamond", scale.at(figures["ratio"]), y, "ink", words.speedup(figures)),
    ]
    said = f"Speed-up of each of {len(ratios)} pairs: {', '.join(map(words.ratio, ratios))}. {words.speedup(figures)}."
    return svg(parts, said, WIDTH, bottom + BELOW - 22)


def is_near(ratios: Sequence[float], figures: Mapping[str, Any]) -> bool:
    """Return whether the axis shows 1, where identical code lies."""
    return min(_seen(ratios, figures)) < NEAR


def _seen(ratios: Sequence[float], figures: Mapping[str, Any]) -> list[float]:
    return [*ratios, figures["low"], figures["high"]]


def _grid(scale: Scale, bottom: float, spread: float | None, *, near: bool) -> list[Html]:
    parts: list[Html] = []
    if spread:
        left, right = scale.at(1 / (1 + spread)), scale.at(1 + spread)
        parts.append(el("rect", x=left, y=TOP, width=max(right - left, 1.5), height=bottom - TOP, class_="noise"))
    axis = Axis(scale, "old time / new time", words.ratio)
    for tick in scale.ticks():
        at = scale.at(tick)
        parts.append(el("line", x1=at, x2=at, y1=TOP, y2=bottom, class_="grid"))
        parts.append(el("text", f"{tick:.4g}x", x=at, y=bottom + 18, class_="tick", text_anchor="middle"))
    if near:
        one = scale.at(1.0)
        parts.append(el("line", x1=one, x2=one, y1=TOP, y2=bottom, class_="equal"))
    parts.append(el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=bottom, y2=bottom, class_="base"))
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(el("text", axis.label, x=middle, y=bottom + 40, class_="axis", text_anchor="middle"))
    return parts
