"""What one call holds in memory while it runs, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from burner.report import words
from burner.report.html.markup import Html
from burner.report.html.plots.axes import BOTTOM, HEIGHT, Axis, across, frame, path, upward
from burner.report.html.plots.growth import short_seconds

UNITS = ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"), (1, "B"))
Samples = Sequence[tuple[float, int]]


def memory(before: Samples, after: Samples, peaks: tuple[float | None, float | None]) -> Html:
    """Return the plot of (seconds, bytes) of each version; one too quick to be sampled is drawn as its peak alone."""
    drawn = [(before, peaks[0], "before", "original"), (after, peaks[1], "after", "new version")]
    longest_s = max(samples[-1][0] for samples in (before, after) if samples)
    most = max([*(size for samples in (before, after) for _, size in samples), *(peak or 0 for peak in peaks), 1024])
    scale, unit = next((item for item in UNITS if most >= item[0]), UNITS[-1])
    x, y = across(0.0, longest_s), upward(0.0, most * 1.08 / scale)
    marks: list[Html] = []
    said = []
    for samples, peak, style, name in drawn:
        if samples:
            places = [(x.at(at_s), y.at(size / scale)) for at_s, size in samples]
            marks += [path(places, f"area {style}", closed_at=HEIGHT - BOTTOM), path(places, f"line {style}")]
        elif peak is not None:
            marks.append(path([(x.start, y.at(peak / scale)), (x.end, y.at(peak / scale))], f"line dashed {style}"))
        if peak is not None:
            said.append(f"{name}: {words.size(peak)} at its peak")
    description = f"Memory allocated during one call against time. {'; '.join(said)}."
    return frame(
        Axis(x, "time since the call began", short_seconds),
        Axis(y, "memory", lambda size: f"{size:g} {unit}"),
        marks,
        description,
    )
