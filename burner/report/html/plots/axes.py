"""What all plots share: scales with round ticks, and the frame with its grid, labels and description."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from burner.report.html.markup import Html, el, join

WIDTH, HEIGHT = 480.0, 290.0
LEFT, RIGHT, TOP, BOTTOM = 84.0, 18.0, 14.0, 48.0
MOST_TICKS = 6


@dataclass(frozen=True)
class Scale:
    """From values to places; `low` and `high` are the values at `start` and `end`."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """Return the place of a value, held within the frame."""
        low, high, value = (self._turned(item) for item in (self.low, self.high, value))
        share = (value - low) / (high - low) if high > low else 0.5
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return round values between the ends, at most six."""
        return _log_ticks(self.low, self.high) if self.log else _even_ticks(self.low, self.high)

    def _turned(self, value: float) -> float:
        return math.log(max(value, 1e-15)) if self.log else value


def across(low: float, high: float, *, log: bool = False) -> Scale:
    """Return the scale of a horizontal axis."""
    return Scale(low, high, LEFT, WIDTH - RIGHT, log)


def upward(low: float, high: float, *, log: bool = False) -> Scale:
    """Return the scale of a vertical axis."""
    return Scale(low, high, HEIGHT - BOTTOM, TOP, log)


@dataclass(frozen=True)
class Axis:
    """A scale, what it shows, and how its values are said."""

    scale: Scale
    label: str
    said: Callable[[float], str]


def frame(x: Axis, y: Axis | None, marks: Sequence[Html], description: str) -> Html:
    """Return the plot; `description` says in words what it shows, for those who can't see it."""
    bottom, middle = HEIGHT - BOTTOM, (TOP + HEIGHT - BOTTOM) / 2
    lines = [
        join(
            el("line", x1=x.scale.at(tick), x2=x.scale.at(tick), y1=TOP, y2=bottom, class_="grid"),
            el("text", x.said(tick), x=x.scale.at(tick), y=bottom + 18, class_="tick", text_anchor="middle"),
        )
        for tick in x.scale.ticks()
    ]
    lines.append(el("text", x.label, x=(LEFT + WIDTH - RIGHT) / 2, y=HEIGHT - 6, class_="axis", text_anchor="middle"))
    if y is not None:
        lines += [
            join(
                el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y.scale.at(tick), y2=y.scale.at(tick), class_="grid"),
                el("text", y.said(tick), x=LEFT - 7, y=y.scale.at(tick) + 4, class_="tick", text_anchor="end"),
            )
            for tick in y.scale.ticks()
        ]
        turned = f"rotate(-90 14 {middle:.0f})"
        lines.append(el("text", y.label, x=14, y=middle, class_="axis", text_anchor="middle", transform=turned))
    lines.append(el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=bottom, y2=bottom, class_="base"))
    return svg([*lines, *marks], description, WIDTH, HEIGHT)


def svg(parts: Sequence[Html], description: str, width: float, height: float) -> Html:
    """Return an image that a screen reader reads as its description; one without is decoration."""
    view = f"0 0 {width:g} {height:g}"
    if not description:
        return el("svg", parts, viewBox=view, aria_hidden="true")
    return el("svg", parts, viewBox=view, role="img", aria_label=description)


def path(points: Sequence[tuple[float, float]], class_: str, *, closed_at: float | None = None) -> Html:
    """Return a line through points; with `closed_at`, the area between it and that height."""
    if closed_at is not None:
        points = [(points[0][0], closed_at), *points, (points[-1][0], closed_at)]
    said = " ".join(f"{'L' if index else 'M'}{x:.1f} {y:.1f}" for index, (x, y) in enumerate(points))
    return el("path", d=said + ("Z" if closed_at is not None else ""), class_=class_)


def mark(shape: str, x: float, y: float, class_: str, title: str = "") -> Html:
    """Return a mark: "circle", "ring", "square", "diamond", "triangle" or "cross", with a text for the pointer."""
    r = 5.0
    corners = {
        "square": [(-r, -r), (r, -r), (r, r), (-r, r)],
        "diamond": [(0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)],
        "triangle": [(-r, -r), (r, -r), (0, r)],
    }
    if shape == "cross":
        said = f"M{x - 4:.1f} {y - 4:.1f}l8 8M{x - 4:.1f} {y + 4:.1f}l8 -8"
        drawn = el("path", d=said, class_=f"stroke {class_}")
    elif shape in corners:
        drawn = el("polygon", points=" ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners[shape]), class_=class_)
    else:
        drawn = el("circle", cx=x, cy=y, r=r, class_=class_ + (" hollow" if shape == "ring" else ""))
    return el("g", el("title", title), drawn) if title else drawn


def _even_ticks(low: float, high: float) -> list[float]:
    if high <= low:
        return [low]
    rough = (high - low) / (MOST_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [number * step for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _log_ticks(low: float, high: float) -> list[float]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for factors in ((1, 2, 5), (1, 3), (1,)):
        ticks = [
            factor * 10.0**power
            for power in powers
            for factor in factors
            if low * 0.999 <= factor * 10.0**power <= high * 1.001
        ]
        if len(ticks) <= MOST_TICKS:
            break
    if len(ticks) < 2:
        return _even_ticks(low, high)
    return ticks[:: -(-len(ticks) // MOST_TICKS)]
