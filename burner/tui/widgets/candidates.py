"""The candidates of a run as a table that fills; follows the best so far until the user moves the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.text import Text
from textual import events

from burner.report import words
from burner.tui.live import LiveRun
from burner.tui.widgets.listing import Listing

STYLES = {"+": "bold green", "~": "yellow", "=": "dim", "?": "yellow", "-": "dim", ".": "dim", "x": "red"}


_COLUMNS = (("", 2), ("id", 5), ("by", 0), ("from", 4), ("verdict", 15), ("speed-up (95% CI)", 20))


class Candidates(Listing):
    """One row for each candidate; its key is the candidate's id."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # textual's name
        super().__init__(_COLUMNS, id=id)
        self._following = True
        self._best: str | None = None

    def begin(self) -> None:
        """Forget everything: another run is shown."""
        self.clear()
        self._following, self._best = True, None

    def take(self, run: LiveRun, changed: Sequence[str]) -> None:
        """Draw candidates that are new or were judged."""
        best = run.progress.best.id if run.progress.best else None
        redraw = [*changed, *(name for name in (self._best, best) if name and best != self._best)]
        for ident in redraw:
            if ident not in run.progress.proposed:
                continue
            cells = _cells(run, ident, best=ident == best)
            if ident in self.rows:
                for column, cell in zip(self.ordered_columns, cells, strict=True):
                    if self.get_cell(ident, column.key) != cell:
                        self.update_cell(ident, column.key, cell)
            else:
                self.add_row(*cells, key=ident)
        if self._following and best is not None and best != self._best:
            self.move_cursor(row=self.get_row_index(best))
        self._best = best

    def action_cursor_up(self) -> None:
        """Move, and no longer follow the best."""
        self._following = False
        super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Move, and no longer follow the best."""
        self._following = False
        super().action_cursor_down()

    def on_click(self, _event: events.Click) -> None:
        """No longer follow the best."""
        self._following = False


def _cells(run: LiveRun, ident: str, *, best: bool) -> list[Text]:
    proposed, judged = run.progress.proposed[ident], run.progress.judged.get(ident)
    sign = ">" if judged is None else words.SIGNS.get(judged.verdict, "x")
    style = STYLES.get(sign, "cyan")
    verdict = (
        "being judged"
        if judged is None
        else SHORT.get(judged.verdict, words.VERDICT_WORDS.get(judged.verdict, judged.verdict))
    )
    mark = ("*" if best else "^" if run.pinned == ident else " ") + sign
    return [
        Text(mark, style),
        Text(ident),
        Text(by(proposed.origin)),
        Text(proposed.parent or "", "dim"),
        Text(verdict, style),
        Text(_figure(judged.speedup if judged else None), style),
    ]


SHORT = {"trade_off": "trade-off", "caches_across_calls": "only remembers"}
"""Verdicts whose words are too long for a column."""


def by(origin: dict[str, Any]) -> str:
    """Return who proposed a candidate, in a few letters: the rule, or the model's strategy."""
    if origin.get("kind") == "rule":
        return f"rule {origin['name']}"
    strategy = origin.get("strategy")
    return f"{origin.get('kind', '?')} {strategy or origin.get('name', '?')}"


def _figure(speedup: dict[str, Any] | None) -> str:
    if speedup is None:
        return ""
    low, high = (words.ratio(speedup[side])[:-1] for side in ("low", "high"))
    return f"{words.ratio(speedup['ratio'])} ({low}-{high})"
