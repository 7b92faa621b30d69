"""Small plots of braille dots: lines and steps with axes, and bars of a distribution.

Own code since the libraries for it bring numpy or are no longer kept (docs/adr/0009-own-plots-in-the-terminal.md).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BARS = " ▁▂▃▄▅▆▇█"
Point = tuple[float, float]


@dataclass(frozen=True)
class Series:
    """Points of one curve; `mark` stands at each point, so that curves differ without colour; `step` draws stairs."""

    name: str
    points: Sequence[Point]
    style: str = "$text-accent"
    mark: str = ""
    step: bool = False


@dataclass(frozen=True)
class Axes:
    """How both axes are scaled and said."""

    x: Callable[[float], str] = lambda value: f"{value:g}"
    y: Callable[[float], str] = lambda value: f"{value:g}"
    log: bool = False
    """Both axes are logarithmic."""
    x_range: tuple[float, float] | None = None
    y_from: float | None = None


def curves(series: Sequence[Series], axes: Axes, width: int, height: int) -> Content:
    """Return curves in so many columns and lines, axes and names included."""
    points = [_scaled(point, axes) for item in series for point in item.points]
    if not points or width < 20 or height < 4:
        return Content.styled("nothing to draw yet", "dim")
    left, right = _range([x for x, _ in points], axes.x_range if not axes.log else None)
    low, high = _range([y for _, y in points], None)
    if axes.y_from is not None:
        low = min(low, axes.y_from)
    tops = [axes.y(_unscaled(high, axes)), axes.y(_unscaled(low, axes))]
    gutter = max(map(len, tops)) + 1
    columns, rows = width - gutter - 1, height - 2
    cells = [[(" ", "")] * columns for _ in range(rows)]
    for item in series:
        placed = [
            (_place(x, left, right, columns * 2), rows * 4 - 1 - _place(y, low, high, rows * 4))
            for x, y in (_scaled(point, axes) for point in item.points)
        ]
        _draw(cells, placed, item)
    lines = []
    for number, row in enumerate(cells):
        label = tops[0] if number == 0 else tops[1] if number == rows - 1 else ""
        line = Content.assemble((f"{label:>{gutter - 1}} │", "dim"), *row)
        lines.append(line)
    first, last = axes.x(_unscaled(left, axes)), axes.x(_unscaled(right, axes))
    gap = max(1, columns - len(first) - len(last))
    lines.append(Content.styled(f"{'':>{gutter}}└{first}{'─' * gap}{last}", "dim"))
    names = [Content.assemble((f"{item.mark or '─'} {item.name}  ", item.style)) for item in series]
    lines.append(Content.assemble(" " * (gutter + 1), *names))
    return Content("\n").join(lines)


def bars(values: Sequence[float], width: int, height: int, say: Callable[[float], str]) -> Content:
    """Return the distribution of values as bars, with the middle value pointed at below."""
    if len(values) < 2:
        return Content.styled("nothing to draw yet", "dim")
    low, high = _range(values, None)
    mark = sorted(values)[len(values) // 2]
    count = max(8, min(width, 60))
    bins = [0] * count
    for value in values:
        bins[_place(value, low, high, count)] += 1
    most = max(bins)
    rows = []
    for row in range(height - 3, 0, -1):
        filled = [min(8, max(0, round(8 * (size / most * (height - 3) - row + 1)))) for size in bins]
        rows.append(Content.styled("".join(_BARS[level] for level in filled), "$text-accent"))
    at = _place(mark, low, high, count)
    rows.append(Content.styled("─" * at + "┴" + "─" * (count - at - 1), "dim"))
    ends = f"{say(low)}{say(high):>{max(0, count - len(say(low)))}}"
    middle = f"median {say(mark)} of {len(values)}"
    rows += [Content.styled(ends, "dim"), Content(middle.center(count).rstrip())]
    return Content("\n").join(rows)


class Plot(Static):
    """A plot that is drawn anew when its size changes: `draw(width, height)` gives its text."""

    DEFAULT_CSS = """
    Plot { height: 1fr; }
    """

    def __init__(self, title: str, classes: str) -> None:
        super().__init__(classes=classes)
        self.border_title = title
        self._plot: Callable[[int, int], Content] | None = None

    def show(self, draw: Callable[[int, int], Content]) -> None:
        """Show what a function draws for a width and a height."""
        self._plot = draw
        self._redraw()

    def on_resize(self) -> None:
        """Draw it for the new size."""
        self._redraw()

    def _redraw(self) -> None:
        if self._plot is not None and self.size.width and self.size.height:
            self.update(self._plot(self.size.width, self.size.height))


def _scaled(point: Point, axes: Axes) -> Point:
    return (math.log10(max(point[0], 1e-12)), math.log10(max(point[1], 1e-12))) if axes.log else point


def _unscaled(value: float, axes: Axes) -> float:
    return float(10**value) if axes.log else value


def _range(values: Sequence[float], wanted: tuple[float, float] | None) -> tuple[float, float]:
    low, high = wanted or (min(values), max(values))
    return (low, high) if high > low else (low - abs(low) * 0.05 - 1e-9, high + abs(high) * 0.05 + 1e-9)


def _place(value: float, low: float, high: float, count: int) -> int:
    return max(0, min(count - 1, round((value - low) / (high - low) * (count - 1))))


def _draw(cells: list[list[tuple[str, str]]], placed: Sequence[tuple[int, int]], item: Series) -> None:
    for before, after in itertools.pairwise(placed):
        corners = [before, (after[0], before[1]), after] if item.step else [before, after]
        for start, end in itertools.pairwise(corners):
            _line(cells, start, end, item.style)
    for x, y in placed:
        if item.mark:
            cells[y // 4][x // 2] = (item.mark, item.style)
        elif len(placed) == 1:
            _dot(cells, x, y, item.style)


def _line(cells: list[list[tuple[str, str]]], start: tuple[int, int], end: tuple[int, int], style: str) -> None:
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    for step in range(steps + 1):
        x = round(start[0] + (end[0] - start[0]) * step / steps)
        y = round(start[1] + (end[1] - start[1]) * step / steps)
        _dot(cells, x, y, style)


def _dot(cells: list[list[tuple[str, str]]], x: int, y: int, style: str) -> None:
    char = cells[y // 4][x // 2][0]
    bits = ord(char) - 0x2800 if "\u2800" <= char <= "\u28ff" else 0
    cells[y // 4][x // 2] = (chr(0x2800 + (bits | _DOTS[y % 4][x % 2])), style)
