"""How the time of one call grows with its input, before and after: both axes logarithmic, so that a power is a line."""

from __future__ import annotations

from collections.abc import Sequence

from burner.report import words
from burner.report.html.markup import Html
from burner.report.html.plots.axes import Axis, across, frame, mark, path, upward

Points = Sequence[tuple[int, float]]


def growth(before: Points, after: Points, dimension: str) -> Html:
    """Return the plot of (size, seconds) of the original and, where there is one, of the new version."""
    every = [*before, *after]
    x = across(min(size for size, _ in every) or 1, max(size for size, _ in every), log=True)
    times_s = [took_s for _, took_s in every if took_s > 0]
    y = upward(min(times_s) / 1.5, max(times_s) * 1.5, log=True)
    marks: list[Html] = []
    for points, shape, style, name in ((before, "circle", "before", "original"), (after, "square", "after", "new")):
        if not points:
            continue
        places = [(x.at(size), y.at(took_s)) for size, took_s in points]
        marks.append(path(places, f"line {style}"))
        marks += [
            mark(shape, *place, style, f"{name}: {words.seconds(took_s)} at {size:,}")
            for place, (size, took_s) in zip(places, points, strict=True)
        ]
    said = f"Time of one call against {dimension}, both logarithmic. Original: {_ends(before)}."
    if after:
        said += f" New version: {_ends(after)}."
    return frame(Axis(x, dimension, lambda n: f"{n:,.0f}"), Axis(y, "time of one call", short_seconds), marks, said)


def short_seconds(time_s: float) -> str:
    """Return a tick's time: "10 ms"."""
    for scale, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns")):
        if time_s >= scale * 0.9995:
            return f"{time_s / scale:.3g} {unit}"
    return "0"


def _ends(points: Points) -> str:
    (first, first_s), (last, last_s) = points[0], points[-1]
    return f"{words.seconds(first_s)} at {first:,}, {words.seconds(last_s)} at {last:,}"
