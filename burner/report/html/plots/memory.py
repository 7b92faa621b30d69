"""What one call holds in memory while it runs, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from burner.report import words
from burner.report.html.markup import Html
from burner.report.html.plots.axes import BOTTOM, HEIGHT, Axis, across, frame, path, upward
from burner.report.html.plots.growth import short_seconds

Samples = Sequence[tuple[float, int]]


def memory(before: Samples, after: Samples, peaks: tuple[float | None, float | None]) -> Html:
    """Return the plot of (seconds, bytes) of each version; one too quick to be sampled is drawn as its peak alone."""
    drawn = [(before, peaks[0], "before", "original"), (after, peaks[1], "after", "new version")]
    longest_s = max(samples[-1][0] for samples in (before, after) if samples)
    most = max([*(size for samples in (before, after) for _, size in samples), *(peak or 0 for peak in peaks), 1024])
    x, y = across(0.0, longest_s), upward(0.0, most * 1.08)
    marks: list[Html] = []
    said = []
    for samples, peak, style, name in drawn:
        if samples:
            places = [(x.at(at_s), y.at(size)) for at_s, size in samples]
            marks += [path(places, f"area {style}", closed_at=HEIGHT - BOTTOM), path(places, f"line {style}")]
        elif peak is not None:
            marks.append(path([(x.start, y.at(peak)), (x.end, y.at(peak))], f"line dashed {style}"))
        if peak is not None:
            said.append(f"{name}: {words.size(peak)} at its peak")
    description = f"Memory allocated during one call against time. {'; '.join(said)}."
    return frame(Axis(x, "time since the call began", short_seconds), Axis(y, "memory", short_size), marks, description)


def short_size(count: float) -> str:
    """Return a tick's size: "20 MB"."""
    for scale, unit in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= scale:
            return f"{count / scale:.3g} {unit}"
    return f"{count:.0f} B"
