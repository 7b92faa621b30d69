"""The pairs of the last check one by one, and the interval they give: how sure the speed-up is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from burner.report import words
from burner.report.html.markup import Html, el
from burner.report.html.plots.axes import LEFT, RIGHT, TOP, WIDTH, Axis, Scale, mark, svg

ROW, LEAST_ROW = 24.0, 15.0
BELOW = 70.0
NEAR = 3.0
"""A speed-up below this is drawn on an even axis, above it on a logarithmic one."""


def pairs(ratios: Sequence[float], figures: Mapping[str, Any], spread: float | None) -> Html:
    """Return a row for each pair's ratio old / new time, and below them the median with its interval.

    `spread` is how far identical code seemed to differ: the band around 1.
    """
    row = max(LEAST_ROW, min(ROW, 170 / len(ratios)))
    bottom = TOP + row * len(ratios) + 34
    high = max([*ratios, figures["high"], 1.0])
    low = min([*ratios, figures["low"], 1.0])
    log = high / low > NEAR
    margin = 1.06 if log else 1 + 0.08 * (high - low) / high
    scale = Scale(low / margin, high * margin, LEFT, WIDTH - RIGHT, log)
    parts = _grid(scale, bottom, spread)
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


def _grid(scale: Scale, bottom: float, spread: float | None) -> list[Html]:
    parts: list[Html] = []
    if spread:
        left, right = scale.at(1 / (1 + spread)), scale.at(1 + spread)
        parts.append(el("rect", x=left, y=TOP, width=max(right - left, 1.5), height=bottom - TOP, class_="noise"))
    axis = Axis(scale, "old time / new time", words.ratio)
    for tick in scale.ticks():
        at = scale.at(tick)
        parts.append(el("line", x1=at, x2=at, y1=TOP, y2=bottom, class_="grid"))
        parts.append(el("text", f"{tick:.4g}x", x=at, y=bottom + 18, class_="tick", text_anchor="middle"))
    one = scale.at(1.0)
    parts.append(el("line", x1=one, x2=one, y1=TOP, y2=bottom, class_="equal"))
    parts.append(el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=bottom, y2=bottom, class_="base"))
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(el("text", axis.label, x=middle, y=bottom + 40, class_="axis", text_anchor="middle"))
    return parts
