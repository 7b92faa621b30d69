"""A run while it goes on, or as the history has it: candidates as they are judged, the best so far, and why."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TabbedContent, TabPane

from burner.errors import BurnerError
from burner.history.undo import undo
from burner.report import words
from burner.report.markdown import markdown
from burner.tui.deliver import apply_best, branch_best
from burner.tui.live import LiveRun
from burner.tui.screens.dialogs import Ask, Confirm
from burner.tui.screens.place import Place
from burner.tui.screens.profile import ProfileScreen
from burner.tui.widgets.candidates import Candidates
from burner.tui.widgets.diff import DiffView
from burner.tui.widgets.evidence import candidate_text, log_text
from burner.tui.widgets.lineage import Lineage
from burner.tui.widgets.run_head import RunHead
from burner.tui.widgets.run_plots import RunPlots

DRAW_S = 0.1
PLOT_S = 1.0


class RunScreen(Place):
    """One run; without one it says how to start it."""

    HERE = "run"
    HELP = """\
One run. The table fills while versions are proposed and judged; the best so far is followed until you move the cursor.

| sign | verdict |
|---|---|
| `+` | better, by the same statistics that decide a winner |
| `=` `?` `-` | no difference, undecided, worse |
| `~` | faster on some inputs, slower on others |
| `x` | failed a check: wrong result, crashed, timed out, forbidden |
| `.` | not understood, or a duplicate |
| `*` | the best so far |

Speed-ups are old time / new time with the 95% interval. Only the figure of the last check, on new inputs, is reported as the result.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "apply", "Apply", id="run.apply"),
        Binding("b", "branch", "To a branch", id="run.branch"),
        Binding("u", "undo", "Undo", id="run.undo"),
        Binding("c", "cancel", "Cancel", id="run.cancel"),
        Binding("space", "pause", "Pause model", id="run.pause"),
        Binding("i", "pin", "Pin", id="run.pin"),
        Binding("t", "try_from", "Try again from", id="run.try-from"),
        Binding("r", "resume", "Go on", id="run.resume"),
        Binding("p", "profile", "Profile", id="run.profile"),
        Binding("y", "copy", "Copy command", id="run.copy", show=False),
        Binding("d", "copy_diff", "Copy patch", id="run.copy-patch", show=False),
        Binding("m", "copy_markdown", "Copy summary", id="run.copy-summary", show=False),
        Binding("o", "edit", "Open in $EDITOR", id="run.edit", show=False),
        Binding("right_square_bracket", "tab(1)", "Next tab", id="run.next-tab", show=False),
        Binding("left_square_bracket", "tab(-1)", "Tab before", id="run.tab-before", show=False),
    ]

    def __init__(self, run: LiveRun | None = None) -> None:
        super().__init__()
        self._given = run
        self._drawn: LiveRun | None = None
        self._state = ""
        self._plotted = 0.0
        self._logged = -1
        self._offered: list[str] = []

    @property
    def run(self) -> LiveRun | None:
        """The run it shows: the one it was made for, else the app's newest."""
        return self._given or self.burner.run_now

    def parts(self) -> Iterable[Widget]:
        """Yield the head, the candidates, and what is known of the chosen one."""
        yield Static(_NO_RUN, id="no-run")
        yield RunHead(id="head")
        with Container(id="body"):
            with Vertical(id="left"):
                yield Candidates(id="candidates")
                yield RunPlots(id="side-plots")
            with Vertical(id="right"), TabbedContent(id="tabs"):
                with TabPane("Diff", id="diff-tab"):
                    yield DiffView(id="diff")
                with TabPane("Why", id="why-tab"), VerticalScroll():
                    yield Static(id="why")
                with TabPane("Plots", id="plots-tab"):
                    yield RunPlots(id="plots")
                with TabPane("Lineage", id="lineage-tab"):
                    yield Lineage(id="lineage")
                with TabPane("Log", id="log-tab"), VerticalScroll():
                    yield Static(id="log")

    def on_mount(self) -> None:
        """Draw a few times a second; what happens between is drawn at once."""
        self.query_one(Candidates).focus()
        self.set_interval(DRAW_S, self._draw)
        self._draw()

    def on_screen_resume(self) -> None:
        """Draw what happened meanwhile."""
        self._draw()

    def _draw(self) -> None:
        run = self.run
        self.set_class(run is None, "-empty")
        if run is None or not self.is_current:
            return
        table = self.query_one(Candidates)
        if run is not self._drawn:
            self._drawn, self._plotted, self._logged = run, 0.0, -1
            table.begin(run)
            self.query_one(Lineage).begin()
            run.changed.update(dict.fromkeys(run.progress.proposed))
        self.query_one(RunHead).show(run)
        state = f"{run.state} {run.paused} {run.pinned} {run.applied} {bool(run.bests)}"
        if run.changed or state != self._state:
            changed = list(run.changed)
            run.changed.clear()
            table.take(run)
            self.query_one(Lineage).take(run, changed)
            if table.chosen in changed or state != self._state or not run.progress.proposed:
                self._describe()
            self._state = state
            self._offer()
        if len(run.progress.logs) != self._logged:
            self._logged = len(run.progress.logs)
            self.query_one("#log", Static).update(log_text(run))
        if time.monotonic() > self._plotted + PLOT_S:
            self._plotted = time.monotonic()
            for plots in self.query(RunPlots):
                if plots.region:
                    plots.show(run)

    @on(Candidates.Pointed)
    def _describe(self) -> None:
        run = self.run
        if run is None:
            return
        chosen = self.query_one(Candidates).chosen
        proposed = run.progress.proposed.get(chosen or "")
        empty = "no candidate yet" if run.going else "no candidate"
        if proposed is not None:
            empty = "this answer is no version: the tab Why says what was wrong with it"
        self.query_one(DiffView).show(proposed.diff if proposed else "", empty)
        self.query_one("#why", Static).update(candidate_text(run, chosen))
        self._offer()

    def _offer(self) -> None:
        """Let the footer change where other keys work than before; it is laid out anew each time."""
        run = self.run
        offered = [name for name, works in _OFFERS.items() if run is not None and works(self, run)]
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    @on(TabbedContent.TabActivated)
    def _plot_now(self) -> None:
        self._plotted = 0.0
        if self.run is not None:
            self.call_after_refresh(self.query_one(Lineage).take, self.run, ())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # textual's
        """Offer only what works now."""
        run = self.run
        if action in _OFFERS:
            return run is not None and _OFFERS[action](self, run)
        return True

    @property
    def best(self) -> dict[str, Any] | None:
        """The winner of a run that ended."""
        run = self.run
        found: dict[str, Any] | None = run.progress.result["best"] if run and run.progress.result else None
        return found

    @property
    def chosen(self) -> str | None:
        """The candidate under the cursor."""
        tables = self.query(Candidates)
        return tables.first().chosen if tables else None

    async def action_cancel(self) -> None:
        """End the search with what there is; asked again, end it at once."""
        run = self.run
        if run is None:
            return
        if run.state == "ending":
            await self.burner.engine.end()
            return
        run.state = "ending"
        await self.burner.engine.send("cancel")
        self.notify("ending with what was found; once more ends it at once")

    async def action_pause(self) -> None:
        """Let the model rest, or go on."""
        run = self.run
        if run is not None:
            run.paused = not run.paused
            await self.burner.engine.send("pause_model" if run.paused else "resume_model")

    async def action_pin(self) -> None:
        """Let every further round start from the candidate."""
        run = self.run
        if run is not None and self.chosen:
            run.pinned = None if run.pinned == self.chosen else self.chosen
            run.changed.update(dict.fromkeys(run.progress.proposed))
            await self.burner.engine.send("pin", **({"candidate": run.pinned} if run.pinned else {}))

    def action_try_from(self) -> None:
        """Ask for a hint, and let the next round start from the candidate."""
        chosen = self.chosen
        question = Ask(
            f"Try again from {chosen}. A hint for the model?", example="use a dict keyed by id (may be empty)"
        )

        async def answered(hint: str | None) -> None:
            run = self.run
            if hint is None or run is None or chosen is None:
                return
            command = {"candidate": chosen, "hint": hint}
            if run.going:
                await self.burner.engine.send("try_from", **command)
                self.notify(f"the next round starts from {chosen}")
            else:
                self.burner.resume(run, [{"command": "try_from", **command}])

        self.app.push_screen(question, answered)

    def action_resume(self) -> None:
        """Go on with a run that ended."""
        if self.run is not None:
            self.burner.resume(self.run)

    def action_profile(self) -> None:
        """Show why the original costs what it costs."""
        if self.run is not None:
            self.app.push_screen(ProfileScreen(self.run))

    def action_apply(self) -> None:
        """Write the winner to its file, after a question where the evidence is weak."""
        run, best = self.run, self.best
        if run is None or best is None or run.progress.result is None:
            return
        evidence = run.progress.result["evidence"]
        question = Confirm(
            f"Write this version of {run.target}?",
            f"{words.speedup(best['speedup'])}\nchecked on {words.evidence(evidence)}",
        )
        self.app.push_screen(question, lambda yes: self._apply() if yes else None)

    def _apply(self) -> None:
        run = self.run
        if run is not None and run.progress.result is not None:
            path = self._deliver(lambda: apply_best(run.progress.document))
            if path:
                run.applied = True
                self.notify(f"written to {path}; u takes it back")
                self.burner.changed()

    def action_branch(self) -> None:
        """Commit the winner to a branch of its own."""
        run = self.run
        if run is not None and run.progress.result is not None:
            name = self._deliver(lambda: branch_best(run.progress.document))
            if name:
                self.notify(f"committed to the new branch {name}; your files are as they were")

    def action_undo(self) -> None:
        """Give the file back what it was."""
        run = self.run
        if run is not None:
            path = self._deliver(lambda: undo(run.progress.run).file)
            if path:
                run.applied = False
                self.notify(f"{path} is again as it was")
                self.burner.changed()

    def _deliver(self, work: Any) -> str:
        try:
            return str(work())
        except BurnerError as error:
            self.notify(f"{error.message}. {error.hint}", severity="error", timeout=12)
            return ""

    def action_copy(self) -> None:
        """Copy the command that does the same without the app."""
        if self.run is not None:
            self.burner.copy(self.run.command_line, "the command")

    def action_copy_diff(self) -> None:
        """Copy the candidate's diff."""
        run = self.run
        if run is not None and self.chosen:
            self.burner.copy(run.progress.proposed[self.chosen].diff, "the patch")

    def action_copy_markdown(self) -> None:
        """Copy the summary for a pull request."""
        run = self.run
        if run is not None and run.progress.result is not None:
            self.burner.copy(markdown(run.progress.document), "the summary")

    def action_edit(self) -> None:
        """Open the target in the user's editor."""
        target = self.run.progress.target if self.run else None
        if target is not None:
            from pathlib import Path

            self.burner.edit(Path(target.file), target.first_line)

    def action_tab(self, step: int) -> None:
        """Go to another tab."""
        tabs = self.query_one(TabbedContent)
        names = [pane.id for pane in tabs.query(TabPane) if pane.id and tabs.get_tab(pane.id).display]
        tabs.active = names[(names.index(tabs.active) + step) % len(names)] or tabs.active


def _has_model(run: LiveRun) -> bool:
    return run.progress.started is not None and run.progress.started.policy != "rules"


_OFFERS: Mapping[str, Callable[[RunScreen, LiveRun], bool]] = {
    "apply": lambda screen, run: screen.best is not None and not run.applied,
    "branch": lambda screen, run: screen.best is not None and not run.applied,
    "undo": lambda _screen, run: run.applied,
    "cancel": lambda _screen, run: run.going,
    "pause": lambda _screen, run: run.state == "going" and _has_model(run),
    "pin": lambda screen, run: run.state == "going" and screen.chosen is not None,
    "try_from": lambda screen, run: run.state != "ending" and _has_model(run) and screen.chosen is not None,
    "resume": lambda _screen, run: not run.going and bool(run.progress.run) and run.progress.target is not None,
    "profile": lambda _screen, run: run.progress.baseline is not None,
    "copy_diff": lambda screen, _run: screen.chosen is not None,
    "copy_markdown": lambda _screen, run: run.progress.result is not None,
    "edit": lambda _screen, run: run.progress.target is not None,
    "copy": lambda _screen, _run: True,
}
_NO_RUN = Content.from_markup("No run yet.\n\nPress [b]1[/], choose a function and press [b]Enter[/].")
