"""Two runs beside each other: their figures, and how what they found differs."""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from burner.history.store import Run
from burner.report import words
from burner.tui.screens.place import Place
from burner.tui.widgets.diff import DiffView
from burner.tui.widgets.listing import Listing

_COLUMNS = (("", 12), ("first", 29), ("second", 0))


class CompareScreen(Place):
    """Two runs of the history; `=` marks what is the same."""

    HERE = "history"
    HELP = "Two runs beside each other. Below is the difference from the version that the first found to that of the second."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="compare.back")]

    def __init__(self, first: Run, second: Run) -> None:
        super().__init__()
        self._first = first
        self._second = second

    def parts(self) -> Iterable[Widget]:
        """Yield the figures and the difference."""
        yield Listing(_COLUMNS, id="figures")
        yield Static("what the second found, against what the first found", classes="heading")
        yield DiffView(id="diff")

    def on_mount(self) -> None:
        """Fill it."""
        rows: list[tuple[str, list[str | Text]]] = []
        for name, figure in _ROWS.items():
            left, right = figure(self._first), figure(self._second)
            same = "= " if left == right else "  "
            rows.append((name, [Text(same + name, "dim" if left == right else "bold"), left, right]))
        self.query_one(Listing).show(rows)
        self.query_one(Listing).focus()
        old, new = _source(self._first), _source(self._second)
        diff = "".join(
            difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), "first", "second")
        )
        empty = "both found the same" if old and old == new else "one of them found nothing better"
        self.query_one(DiffView).show(diff if old and new else "", empty)


def _source(run: Run) -> str:
    best = (run.result or {}).get("best")
    return best["source"] if best else ""


def _baseline(run: Run) -> dict[str, Any]:
    return (run.result or {}).get("baseline") or {}


def _found(run: Run) -> str:
    best = (run.result or {}).get("best")
    if not best:
        return run.outcome or "unfinished"
    low, high = (words.ratio(best["speedup"][side])[:-1] for side in ("low", "high"))
    return f"{words.ratio(best['speedup']['ratio'])} ({low}-{high})"


def _evidence(run: Run) -> str:
    evidence = (run.result or {}).get("evidence")
    return f"{words.count(evidence['tests'], 'test')}, {evidence['strength']}" if evidence else ""


def _took(run: Run) -> str:
    return f"{run.finished_at - run.started_at:.0f} s" if run.finished_at else ""


_ROWS: dict[str, Callable[[Run], str]] = {
    "target": lambda run: run.target,
    "when": lambda run: time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started_at)),
    "found": _found,
    "by": lambda run: words.origin(run.result["best"]["origin"]) if run.result and run.result["best"] else "",
    "original": lambda run: words.seconds(_baseline(run)["time_s"]) if _baseline(run) else "",
    "growth": lambda run: words.growth(_baseline(run).get("growth")) if _baseline(run) else "",
    "evidence": _evidence,
    "candidates": lambda run: str(len((run.result or {}).get("candidates", []))),
    "policy": lambda run: str(run.request.get("policy", "")),
    "took": _took,
}
