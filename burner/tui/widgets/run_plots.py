"""The plots of a run: the best over time, the pairs of the best against the original, growth before and after."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from burner.report import words
from burner.tui.live import LiveRun
from burner.tui.widgets.plot import Axes, Plot, Series, bars, curves


class RunPlots(Vertical):
    """Three plots below or beside each other."""

    def compose(self) -> ComposeResult:
        """Make the three."""
        yield Plot("best so far", classes="progress")
        yield Plot("pairs: old time / new time", classes="pairs")
        yield Plot("time against size", classes="growth")

    def show(self, run: LiveRun) -> None:
        """Draw a run as it is now."""
        progress, pairs, growth = self.query(Plot)
        progress.show(lambda width, height: _progress(run, width, height))
        pairs.show(lambda width, height: _pairs(run, width, height))
        growth.show(lambda width, height: _growth(run, width, height))


def _progress(run: LiveRun, width: int, height: int) -> Content:
    if not run.bests:
        return Content.styled("nothing better yet", "dim")
    points = [(0.0, 1.0), *((at, ratio) for at, ratio, _ in run.bests)]
    end = max(run.elapsed_s, points[-1][0])
    points.append((end, points[-1][1]))
    axes = Axes(x=lambda value: f"{value:.0f} s", y=words.ratio, x_range=(0.0, max(end, 1.0)), y_from=1.0)
    return curves([Series("speed-up over time", points, "$text-success", step=True)], axes, width, height)


def _pairs(run: LiveRun, width: int, height: int) -> Content:
    finished, best = run.finished, run.progress.best
    judged = run.progress.judged.get(best.id) if best else None
    ratios = [old / new for old, new in finished.pairs if new] if finished else []
    ratios = ratios or list(judged.pairs if judged else ())
    return bars(ratios, width, height, words.ratio)


def _growth(run: LiveRun, width: int, height: int) -> Content:
    baseline, finished = run.progress.baseline, run.finished
    series = [Series("original", [*baseline.points], "$text-warning", "o")] if baseline and baseline.points else []
    if finished and finished.points:
        series.append(Series("winner", [*finished.points], "$text-success", "x"))
    axes = Axes(x=lambda value: f"{value:.0f}", y=words.seconds, log=True)
    return curves(series, axes, width, height)
