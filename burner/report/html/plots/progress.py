"""The run over time: each candidate where it was judged, by what became of it, and the best so far as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from burner.report import words
from burner.report.html.markup import Html, el
from burner.report.html.plots.axes import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Axis,
    Scale,
    across,
    frame,
    mark,
    path,
)
from burner.report.html.plots.growth import short_seconds

LANE = 30.0
"""Height of the lane at the bottom for candidates that were rejected before they were timed."""
FAR = 4.0


@dataclass(frozen=True)
class Dot:
    """A judged candidate: seconds since the run began, its verdict, its speed-up if it was timed, its name."""

    at_s: float
    verdict: str
    ratio: float | None
    name: str


SHAPES = (
    (("better",), "circle", "good", "better"),
    (("trade_off",), "diamond", "fair", "slower on some inputs"),
    (("no_difference", "undecided"), "ring", "plain", "no difference, or undecided"),
    (("worse",), "triangle", "plain", "worse"),
    (("malformed", "duplicate"), "cross", "plain", "duplicate, or not understood"),
)
FAILED = ((), "cross", "bad", "failed a check")
"""All other verdicts."""


def look(verdict: str) -> tuple[tuple[str, ...], str, str, str]:
    """Return the verdicts that are drawn alike, their shape and colour, and the words for them."""
    return next((group for group in SHAPES if verdict in group[0]), FAILED)


def progress(dots: Sequence[Dot], best: Sequence[tuple[float, float]], ended_s: float) -> Html:
    """Return the plot; `best` are (seconds, speed-up) whenever there was a new best."""
    x = across(0.0, max(ended_s, 1e-3))
    timed = [dot.ratio for dot in dots if dot.ratio is not None]
    low, high = min([*timed, 1.0]), max([*timed, *(ratio for _, ratio in best), 1.0])
    log = high / max(low, 1e-9) > FAR
    floor = HEIGHT - BOTTOM - LANE
    y = Scale(low / 1.15 if log else low - 0.1, high * 1.15 if log else high + 0.1, floor, TOP, log)
    marks = [
        el("rect", x=LEFT, y=floor, width=WIDTH - LEFT - RIGHT, height=LANE, class_="lane"),
        el("text", "not timed", x=LEFT - 7, y=floor + LANE / 2 + 4, class_="tick", text_anchor="end"),
        el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y.at(1.0), y2=y.at(1.0), class_="equal"),
    ]
    if best:
        steps = [(x.at(0.0), y.at(1.0))]
        for at_s, ratio in best:
            steps += [(x.at(at_s), steps[-1][1]), (x.at(at_s), y.at(ratio))]
        marks.append(path([*steps, (x.end, steps[-1][1])], "line after"))
    for dot in dots:
        _, shape, style, _ = look(dot.verdict)
        verdict = words.VERDICT_WORDS.get(dot.verdict, dot.verdict)
        figure = f", {words.ratio(dot.ratio)}" if dot.ratio is not None else ""
        place = y.at(dot.ratio) if dot.ratio is not None else floor + LANE / 2
        marks.append(mark(shape, x.at(dot.at_s), place, style, f"{dot.name}: {verdict}{figure}"))
    said = f"{words.count(len(dots), 'candidate')} over {ended_s:.0f} s, {len(timed)} of them timed."
    if best:
        said += f" The best so far rose to {words.ratio(best[-1][1])}."
    axis = Axis(y, "speed-up", lambda ratio: f"{ratio:.3g}x")
    return frame(Axis(x, "time since the run began", short_seconds), axis, marks, said)
