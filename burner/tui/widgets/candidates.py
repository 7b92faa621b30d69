"""The candidates of a run as a table that fills; follows the best so far until the user moves the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from burner.report import words
from burner.tui.live import LiveRun
from burner.tui.widgets.lines import Cell, Lines

STYLES = {"+": "good", "~": "warning", "=": "dim", "?": "warning", "-": "dim", ".": "dim", ">": "place"}
SHORT = {"trade_off": "trade-off", "caches_across_calls": "only remembers"}
"""Verdicts whose words are too long for a column."""
_FIXED = (("id", 6), ("by", 0), ("from", 5), ("verdict", 16), ("speed-up (95% CI)", 21))


class Candidates(Lines):
    """One line for each candidate, in the order of their proposals."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # textual's name
        super().__init__(id=id)
        self._run: LiveRun | None = None
        self._ids: list[str] = []
        self._following = True
        self._best: str | None = None

    @property
    def length(self) -> int:
        """How many candidates there are."""
        return len(self._ids)

    @property
    def chosen(self) -> str | None:
        """The id of the candidate under the cursor."""
        return self._ids[self.cursor] if self._ids else None

    def begin(self, run: LiveRun) -> None:
        """Show another run."""
        self._run, self._ids = run, []
        self._following, self._best = True, None
        self.changed()

    def take(self, run: LiveRun) -> None:
        """Draw candidates that are new or were judged."""
        first = not self._ids
        self._ids += list(run.progress.proposed)[len(self._ids) :]
        self.changed()
        best = run.progress.best.id if run.progress.best else None
        if self._following and best is not None and best != self._best:
            self.cursor = self._ids.index(best)
        if (first and self._ids) or best != self._best:
            self.post_message(self.Pointed(self))
        self._best = best

    def action_move(self, steps: int) -> None:
        """Move, and no longer follow the best."""
        self._following = False
        super().action_move(steps)

    def head(self, width: int) -> Sequence[Cell]:
        """The headings."""
        left = _left(width)
        return [("", 4, ""), *((name, size or left, "") for name, size in _FIXED)]

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """A candidate."""
        run, ident = self._run, self._ids[index]
        if run is None:
            return ()
        proposed, judged = run.progress.proposed[ident], run.progress.judged.get(ident)
        sign = ">" if judged is None else words.SIGNS.get(judged.verdict, "x")
        style = STYLES.get(sign, "bad")
        said = (
            "being judged" if judged is None else SHORT.get(judged.verdict, words.VERDICT_WORDS.get(judged.verdict, ""))
        )
        mark = "*" if ident == self._best else "^" if run.pinned == ident else " "
        return [
            (f" {mark}{sign}", 4, style),
            (ident, 6, ""),
            (by(proposed.origin), _left(width), ""),
            (proposed.parent or "", 5, "dim"),
            (said, 16, style),
            (_figure(judged.speedup if judged else None), 21, style),
        ]


def _left(width: int) -> int:
    return max(8, width - 4 - sum(size for _, size in _FIXED))


def by(origin: Mapping[str, Any]) -> str:
    """Return who proposed a candidate, in a few letters: the rule, or the model's strategy."""
    if origin.get("kind") == "rule":
        return f"rule {origin['name']}"
    strategy = origin.get("strategy")
    return f"{origin.get('kind', '?')} {strategy or origin.get('name', '?')}"


def _figure(speedup: Mapping[str, Any] | None) -> str:
    if speedup is None:
        return ""
    low, high = (words.ratio(speedup[side])[:-1] for side in ("low", "high"))
    return f"{words.ratio(speedup['ratio'])} ({low}-{high})"
