"""Evaluations as figures like the paper's: curves over iterations with intervals, and people's range as stacked bars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from burner.errors import UnavailableError
from burner_training.evaluate.published import CURVES, NOTE
from burner_training.evaluate.records import Evaluation
from burner_training.evaluate.scores import OBJECTIVES, iterations_of, scores, standings
from burner_training.evaluate.tables import NAMES

PANELS = ("pass", "beyond_time", "beyond_memory", "beyond_integral", "twice", "well_formed")
COLOURS = {"B": "#2a7f62", "M": "#9ec5ab", "W": "#e0a458", "F": "#bbbbbb"}
WORDS = {"B": "better than all", "M": "within", "W": "worse than all", "F": "failed"}
ENDINGS = ("png", "svg")


def draw(evaluations: Sequence[Evaluation], folder: Path, *, published: bool = True) -> list[Path]:
    """Write `curves` and `people` as PNG and SVG; raises UnavailableError where matplotlib is missing."""
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise UnavailableError("matplotlib is not installed", "pip install 'burner-perf[train]'") from error
    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "burner"  # equal figures are equal files
    folder.mkdir(parents=True, exist_ok=True)
    figures = {"curves": _curves(evaluations, published=published), "people": _people(evaluations)}
    written = []
    for name, figure in figures.items():
        for ending in ENDINGS:
            path = folder / f"{name}.{ending}"
            figure.savefig(path, dpi=120, metadata={"Date": None} if ending == "svg" else None)
            written.append(path)
    return written


def _curves(evaluations: Sequence[Evaluation], *, published: bool) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 7), layout="constrained")
    for place, metric in enumerate(PANELS, 1):
        axes = figure.add_subplot(2, 3, place)
        for evaluation in evaluations:
            numbers = [*range(iterations_of(evaluation) + 1)]
            found = [scores(evaluation, number)[metric].interval for number in numbers]
            (line,) = axes.plot(numbers, [100 * one.mean for one in found], marker="o", label=evaluation.label)
            lows, highs = [100 * one.low for one in found], [100 * one.high for one in found]
            axes.fill_between(numbers, lows, highs, alpha=0.15, color=line.get_color())
        if published:
            for policy, curves in CURVES.items():
                points = sorted(curves.get(metric, {}).items())
                if points:
                    xs, ys = zip(*points, strict=True)
                    axes.plot(xs, ys, linestyle=":", linewidth=1, label=f"{policy} (paper)")
        axes.set_title(NAMES[metric])
        axes.set_xlabel("iteration")
        axes.set_ylabel("%")
        if place == 1:
            axes.legend(fontsize=7)
    if published:
        figure.supxlabel(f"Dotted: {NOTE}", fontsize=7)
    return figure


def _people(evaluations: Sequence[Evaluation]) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 1.2 + 0.6 * len(evaluations)), layout="constrained")
    labels = [f"{evaluation.label}, it. {iterations_of(evaluation)}" for evaluation in evaluations]
    for place, objective in enumerate(OBJECTIVES, 1):
        axes = figure.add_subplot(1, 3, place)
        found = [standings(evaluation, objective, iterations_of(evaluation)) for evaluation in evaluations]
        left = [0.0] * len(found)
        for name, colour in COLOURS.items():
            widths = [100 * one[name] for one in found]
            axes.barh(labels, widths, left=left, color=colour, label=WORDS[name])
            left = [start + width for start, width in zip(left, widths, strict=True)]
        axes.set_title(objective)
        axes.set_xlabel("% of runs")
        if place == 1:
            axes.legend(fontsize=7)
        else:
            axes.set_yticks([])
    return figure
