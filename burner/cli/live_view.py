"""A run as a live display on stderr: stages, candidates with their verdicts, the best so far, the time left.

For terminals only; it is gone when the run ends, and nothing of the result depends on it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from burner.cli.lines_view import event_lines, show_log
from burner.events import CandidateJudged, Event, IterationStarted, Log
from burner.report import words
from burner.report.progress import Progress

_SHOWN = 10
_FIXED = 18
"""Columns of a candidate's row for its sign, its figure and what is between."""
_STYLES = {"+": "bold green", "~": "yellow", "=": "dim", "?": "yellow", "-": "dim", ".": "dim", "x": "red"}


class LiveView:
    """Redraws the state of one run a few times a second, also while nothing happens."""

    def __init__(self, console: Console, budget_s: float, *, verbose: bool = False) -> None:
        self._console = console
        self._budget_s = budget_s
        self._verbose = verbose
        self._began = time.monotonic()
        self._progress = Progress()
        self._live = Live(
            get_renderable=self._drawn,
            console=console,
            refresh_per_second=8,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=True,
        )

    def __enter__(self) -> Self:
        self._live.start(refresh=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def show(self, event: Event, progress: Progress) -> None:
        """Take the new state; warnings stay above the display."""
        self._progress = progress
        if isinstance(event, Log):
            show_log(event, verbose=self._verbose)

    def _drawn(self) -> RenderableType:
        progress = self._progress
        stages = (progress.workload, progress.baseline, progress.self_check, progress.iteration)
        parts: list[RenderableType] = [self._clock()]
        parts += [
            _indented(Text(line, "dim")) for stage in stages if stage for line in event_lines(stage, progress)[:1]
        ]
        if progress.proposed:
            parts.append(self._candidates())
        if progress.best:
            best = f"best so far: {progress.best.id}, {words.speedup(progress.best.speedup)}"
            parts.append(_indented(Text(best, "bold green")))
        if doing := _doing(progress):
            parts.append(_indented(Text(f"{doing} ...")))
        return Group(*parts)

    def _clock(self) -> RenderableType:
        elapsed_s = time.monotonic() - self._began
        left_s = max(0.0, self._budget_s - elapsed_s)
        row = Table.grid(padding=(0, 1))
        bar = ProgressBar(total=self._budget_s, completed=min(elapsed_s, self._budget_s), width=30)
        row.add_row(Text(" "), bar, Text(f"{left_s:.0f} s left" if left_s else "finishing"))
        return row

    def _candidates(self) -> RenderableType:
        progress = self._progress
        shown = [*progress.proposed.values()][-_SHOWN:]
        table = Table.grid(padding=(0, 2, 0, 0))
        for _ in range(5):
            table.add_column(no_wrap=True)
        names = max(len(proposed.id) for proposed in shown)
        room = max(self._console.width - names - _FIXED, 16)  # what is too long is cut; signs and figures never
        origins = [_who(proposed.origin) for proposed in shown]
        wide = min(room // 2, max(map(len, origins)))
        for proposed, origin in zip(shown, origins, strict=True):
            sign, style, figure, verdict = _verdict(progress.judged.get(proposed.id))
            words_shown = (_cut(origin, wide), Text(figure, style), _cut(verdict, room - wide, style))
            table.add_row(Text(f"  {sign}", style), proposed.id, *words_shown)
        hidden = len(progress.proposed) - _SHOWN
        return Group(Text(f"  {hidden} earlier", "dim"), table) if hidden > 0 else table


def _doing(progress: Progress) -> str:
    """What goes on now and shows in no other line."""
    if progress.iteration is not None:
        return _of_iteration(progress, progress.iteration)
    if progress.self_check is not None:
        return "getting ready"
    if progress.baseline is not None:
        return "measuring identical code against itself"
    if progress.workload is not None:
        return "growing the inputs and measuring the original"
    return "running the tests, recording and generating calls" if progress.target else "starting"


def _of_iteration(progress: Progress, iteration: IterationStarted) -> str:
    if progress.proposed.keys() - progress.judged.keys():
        return ""
    said = progress.logs[-1] if progress.logs else None
    last_s = max((judged.at for judged in progress.judged.values()), default=iteration.at)
    if said and said.level == "debug" and said.at >= last_s:
        return said.message
    return f"waiting for {iteration.policy} to propose versions"


def _indented(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 2))


def _who(origin: Mapping[str, Any]) -> str:
    """Return the rule, or what the model was asked for: which model it is, the whole run knows."""
    strategy = origin.get("strategy")
    return f"{origin.get('kind')}: {strategy}" if strategy and origin.get("kind") != "rule" else words.origin(origin)


def _cut(text: str, width: int, style: str = "") -> Text:
    cut = Text(text, style)
    cut.truncate(width, overflow="ellipsis")
    return cut


def _verdict(judged: CandidateJudged | None) -> tuple[str, str, str, str]:
    """Return the sign of a verdict, its style, the speed-up if it was measured, and the verdict in words."""
    if judged is None:
        return ">", "cyan", "", "being judged"
    sign = words.SIGNS.get(judged.verdict, "x")
    figure = words.ratio(judged.speedup["ratio"]) if judged.speedup else ""
    return sign, _STYLES[sign], figure, words.VERDICT_WORDS.get(judged.verdict, judged.verdict)
