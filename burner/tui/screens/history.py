"""All runs there were: looked at again, compared, gone on with, measured today, deleted."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import DataTable, Static

from burner.errors import BurnerError
from burner.history.store import History, Run
from burner.report import words
from burner.tui.live import LiveRun
from burner.tui.screens.compare import CompareScreen
from burner.tui.screens.dialogs import Confirm
from burner.tui.screens.place import Place
from burner.tui.screens.run import RunScreen
from burner.tui.widgets.listing import Listing
from burner.tui.widgets.search import Search

_COLUMNS = (("", 2), ("when", 11), ("target", 0), ("outcome", 10), ("found", 8), ("took", 6))
_SIGNS = {"improved": "✓", "unchanged": "=", "failed": "x"}


class HistoryScreen(Place):
    """The runs of the history, newest first."""

    HERE = "history"
    HELP = """\
Every run is kept, also one that was killed. **Enter** shows it as it was. Mark two with **space**, then **c** compares them.
**m** measures the version that a run found once more, today, on this machine. Words of the search may be parts of a target or an
outcome: `orders improved`.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="history.open"),
        Binding("slash", "search", "Search", id="history.search", priority=True),
        Binding("space", "mark", "Mark", id="history.mark"),
        Binding("c", "compare", "Compare two", id="history.compare"),
        Binding("r", "resume", "Go on", id="history.resume"),
        Binding("m", "again", "Measure today", id="history.measure"),
        Binding("d", "delete", "Delete", id="history.delete"),
    ]

    class Read(Message):
        """The history was read."""

        def __init__(self, runs: Sequence[Run], complaint: str) -> None:
            super().__init__()
            self.runs = runs
            self.complaint = complaint

    def __init__(self) -> None:
        super().__init__()
        self._runs: dict[str, Run] = {}
        self._marked: list[str] = []
        self._complaint = ""

    def parts(self) -> Iterable[Widget]:
        """Yield the search and the table."""
        yield Static(id="summary")
        yield Search("part of a target, or an outcome; Escape shows all", "#runs")
        yield Listing(_COLUMNS, id="runs")

    def on_mount(self) -> None:
        """Begin on the table."""
        self.query_one(Listing).focus()

    def on_screen_resume(self) -> None:
        """Read what happened meanwhile."""
        self._read()

    @work(thread=True, group="read", exclusive=True, exit_on_error=False)
    def _read(self) -> None:
        try:
            with History.open() as history:
                self.post_message(self.Read(history.newest(None), ""))
        except BurnerError as error:
            self.post_message(self.Read((), f"{error.message}; {error.hint}"))

    @on(Read)
    def _take(self, message: Read) -> None:
        self._runs = {run.id: run for run in message.runs}
        self._marked = [name for name in self._marked if name in self._runs]
        self._complaint = message.complaint
        self._show()

    def _show(self) -> None:
        wanted = self.query_one(Search).words
        chosen = [run for run in self._runs.values() if all(word in _searched(run) for word in wanted)]
        self.query_one(Listing).show([(run.id, _cells(run, marked=run.id in self._marked)) for run in chosen])
        said = f"{words.count(len(chosen), 'run')}" + (f" of {len(self._runs)}" if wanted else "")
        if not self._runs:
            said = "no run yet: press 1, choose a function, press Enter"
        self.query_one("#summary", Static).update(Content(self._complaint or said), layout=False)
        self.refresh_bindings()

    @property
    def chosen(self) -> Run | None:
        """The run under the cursor."""
        tables = self.query(Listing)
        return self._runs.get(tables.first(Listing).chosen or "") if tables else None

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(DataTable.RowSelected)
    def action_open(self) -> None:
        """Show the run as it was."""
        run = self.chosen
        live = self._live(run) if run else None
        if live is not None:
            self.app.push_screen(RunScreen(live))

    def _live(self, run: Run) -> LiveRun | None:
        try:
            with History.open() as history:
                events = history.events(run.id)
        except BurnerError as error:
            self.notify(f"{error.message}; {error.hint}", severity="error")
            return None
        return LiveRun.of(run.target, Path(run.folder), events, run.id)

    def action_mark(self) -> None:
        """Mark the run, or take the mark back; the two newest marks count."""
        run = self.chosen
        if run is None:
            return
        if run.id in self._marked:
            self._marked.remove(run.id)
        else:
            self._marked = [*self._marked[-1:], run.id]
        self._show()

    def action_compare(self) -> None:
        """Show the two marked runs side by side."""
        first, second = sorted(self._marked)
        self.app.push_screen(CompareScreen(self._runs[first], self._runs[second]))

    def action_resume(self) -> None:
        """Go on where the run ended."""
        run = self.chosen
        live = self._live(run) if run else None
        if live is not None:
            self.burner.resume(live)

    def action_again(self) -> None:
        """Judge and measure what the run found once more."""
        run = self.chosen
        if run is not None:
            live = LiveRun(run.target, Path(run.folder), ["--iterations", "0"], resumes=run.id)
            self.burner.begin(live)

    def action_delete(self) -> None:
        """Delete the run from the history, after a question."""
        run = self.chosen
        if run is None:
            return
        question = Confirm(f"Delete the run of {run.target} from the history?", f"{_when(run)}, run {run.id}")

        def answered(yes: bool | None) -> None:
            if yes:
                self._delete(run.id)

        self.app.push_screen(question, answered)

    @work(thread=True, group="delete", exit_on_error=False)
    def _delete(self, run: str) -> None:
        try:
            with History.open() as history:
                history.delete([run])
                self.post_message(self.Read(history.newest(None), ""))
        except BurnerError as error:
            self.post_message(self.Read((), f"{error.message}; {error.hint}"))

    def action_search(self) -> None:
        """Show the search and go there."""
        self.query_one(Search).open()

    @on(Search.Changed)
    def _search(self) -> None:
        self._show()

    def action_back(self) -> None:
        """Leave the search."""
        if not self.query_one(Search).leave():
            super().action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works for the run under the cursor."""
        run = self.chosen
        match action:
            case "compare":
                return len(self._marked) == 2
            case "resume" | "open" | "delete" | "mark":
                return run is not None
            case "again":
                return run is not None and run.ratio is not None
        return super().check_action(action, parameters)


def _searched(run: Run) -> str:
    return f"{run.target} {run.outcome or 'unfinished'} {run.id}".lower()


def _when(run: Run) -> str:
    return time.strftime("%m-%d %H:%M", time.localtime(run.started_at))


def _cells(run: Run, *, marked: bool) -> list[Text | str]:
    outcome = run.outcome or "unfinished"
    if run.request.get("iterations") == 0 and run.resumes is None:
        outcome = "profiled"
    style = {"improved": "green", "failed": "red"}.get(outcome, "")
    sign = ("◆" if marked else " ") + _SIGNS.get(outcome, "·")
    took = f"{run.finished_at - run.started_at:.0f} s" if run.finished_at else ""
    found = words.ratio(run.ratio) if run.ratio else ""
    return [Text(sign, style), _when(run), run.target, Text(outcome, style), Text(found, style), took]
