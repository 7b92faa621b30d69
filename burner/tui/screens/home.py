"""The first screen: the project's functions with what is known of each, and Enter to make one faster."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from burner.child import Child
from burner.errors import BurnerError
from burner.report import words
from burner.tui.known import Known, known_functions
from burner.tui.outline import Outline, files_of, outlines
from burner.tui.project import ORDERS, Function, Order, Project, findings_document
from burner.tui.screens.place import Place
from burner.tui.widgets.function_list import FunctionList, Row
from burner.tui.widgets.search import Search

FIRST_S, NEXT_S = 0.12, 0.4
"""After how long the functions found so far are shown, first and then."""


class HomeScreen(Place):
    """The functions of the project."""

    HERE = "functions"
    HELP = """\
The functions of the project. **Enter** looks for a faster version of the one under the cursor.

| column | what it says |
|---|---|
| findings | the rule whose shape it has, and how many more |
| time, growth | of a call, as last measured, and how it grows with the input |
| found | the speed-up that the last run found; *none* where it found nothing |
| tests | how many tests reach it, *named* where a test file only names it, *no* where none does |

*By what is worth it* sorts by time seen x gain expected.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", id="functions.search", priority=True),
        Binding("s", "sort", "Sort", id="functions.sort"),
        Binding("p", "profile", "Profile", id="functions.profile"),
        Binding("o", "edit", "Open in $EDITOR", id="functions.edit", show=False),
        Binding("y", "copy", "Copy command", id="functions.copy", show=False),
        Binding("r", "reload", "Look again", id="functions.reload", show=False),
    ]

    class Outlined(Message):
        """More files were looked at."""

        def __init__(self, found: list[Outline], *, last: bool) -> None:
            super().__init__()
            self.found = found
            self.last = last

    class Remembered(Message):
        """The history was read."""

        def __init__(self, known: Mapping[tuple[str, str], Known], complaint: str) -> None:
            super().__init__()
            self.known = known
            self.complaint = complaint

    def __init__(self, place: Path, wanted: str = "") -> None:
        super().__init__()
        self._place = place
        self._wanted = wanted
        self.project = Project(place)
        self.order: Order = "place"
        self._checked = self._outlined = False
        self._complaint = ""
        self._document: Mapping[str, Any] | None = None
        self._known: Mapping[tuple[str, str], Known] | None = None

    @property
    def ready(self) -> bool:
        """Whether files, findings and history are all in."""
        return self._outlined and self._checked and self._known is not None

    def parts(self) -> Iterable[Widget]:
        """Yield the search, the list and what is known of the chosen function."""
        yield Static(id="summary")
        yield Search("part of a path or a name; Escape shows all", "#functions")
        with Container(id="body"):
            yield FunctionList(id="functions")
            with VerticalScroll(id="details", can_focus=False):
                yield Static(id="about")

    def on_mount(self) -> None:
        """Look at the project beside drawing."""
        self.query_one(FunctionList).focus()
        self._say()
        self.look()

    def look(self) -> None:
        """Look at files, findings and history anew."""
        self.project = Project(self._place)
        self._checked = self._outlined = False
        self._outline()
        self.remember()

    @work(thread=True, group="outline", exclusive=True, exit_on_error=False)
    def _outline(self) -> None:
        worker = get_current_worker()
        found: list[Outline] = []
        show_at = time.monotonic() + FIRST_S
        for outline in outlines(files_of(self._place)):
            if worker.is_cancelled:
                return
            found.append(outline)
            if time.monotonic() > show_at:
                self.post_message(self.Outlined(found, last=False))
                found, show_at = [], time.monotonic() + NEXT_S
        self.post_message(self.Outlined(found, last=True))

    @work(thread=True, group="history", exclusive=True, exit_on_error=False)
    def remember(self) -> None:
        """Read the history."""
        try:
            self.post_message(self.Remembered(known_functions(), ""))
        except BurnerError as error:
            self.post_message(self.Remembered({}, f"{error.message}; {error.hint}"))

    @work(group="check", exclusive=True, exit_on_error=False)
    async def _check(self) -> None:
        arguments = ["check", "--format", "json", "--baseline", "none", "--quiet"]
        place = [] if self._place.is_dir() else [self._place.name]
        async with Child([*arguments, *place], self.project.root, self.burner.engine.program) as child:
            text = "".join([line async for line in child.lines()])
        self._document = findings_document(text)
        self._checked = True
        self._refresh()

    @on(Outlined)
    def _take_outlines(self, message: Outlined) -> None:
        self.project.add(message.found)
        self._outlined = message.last
        if message.last:
            self.project.outlined()
            self._check()  # it takes all processors, and the functions should be there first
        self._refresh()
        if message.last and self._wanted:
            path, _, qualname = self._wanted.partition("::")
            function = self.project.find(qualname, Path(path))
            if function is not None:
                self.query_one(FunctionList).select(function)
            else:
                self.notify(f"there is no function {self._wanted}", severity="warning")
            self._wanted = ""

    @on(Remembered)
    def _take_history(self, message: Remembered) -> None:
        self._known, self._complaint = message.known, message.complaint
        self._refresh()

    def _refresh(self) -> None:
        if self._document is not None and self._outlined:
            self.project.take_findings(self._document)
        if self._known is not None:
            self.project.take_known(self._known)
        self._show()

    def _show(self, *, keep: bool = True) -> None:
        text = self.query_one(Search).value
        functions = self.project.ordered(self.order, text)
        self.query_one(FunctionList).show(functions, flat=self.order != "place" or bool(text), keep=keep)
        self._say(len(functions) if text else None)

    def _say(self, matching: int | None = None) -> None:
        project = self.project
        found = sum(bool(item.notes) for item in project.functions)
        parts = [f"{project.root.name or project.root}: {words.count(len(project.functions), 'function')}"]
        parts.append(f"in {words.count(project.files - project.test_files, 'file')}")
        if matching is not None:
            parts.append(f"· {matching} match")
        if self._checked:
            parts.append(f"· {found} slow by their shape")
        else:
            parts.append("· checking" if self._outlined else "· looking")
        parts.append(f"· {ORDERS[self.order]}")
        if self._outlined and not project.functions:
            parts = [f"{project.root} has no Python functions: start `burner tui` in a project, or name one."]
        line = " ".join(parts) + (f" · {self._complaint}" if self._complaint else "")
        self.query_one("#summary", Static).update(Content(line))

    @on(FunctionList.Pointed)
    def _describe(self) -> None:
        self.query_one("#about", Static).update(_about(self.query_one(FunctionList).row))
        self.refresh_bindings()

    @on(FunctionList.Chosen)
    def _run(self, message: FunctionList.Chosen) -> None:
        self.burner.start(message.function.target, self.project.root)

    def action_search(self) -> None:
        """Show the search and go there."""
        self.query_one(Search).open()

    @on(Search.Changed)
    def _search(self) -> None:
        self._show(keep=False)

    def action_back(self) -> None:
        """Leave the search."""
        if not self.query_one(Search).leave():
            super().action_back()

    def action_sort(self) -> None:
        """Sort by the next order."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self._show(keep=self.order == "place")

    def action_profile(self) -> None:
        """Measure the function without looking for a faster one."""
        function = self.query_one(FunctionList).function
        if function is not None:
            self.burner.profile(function.target, self.project.root)

    def action_edit(self) -> None:
        """Open the file at the function."""
        row = self.query_one(FunctionList).row
        if row is not None and row.place.suffix == ".py":
            self.burner.edit(self.project.root / row.place, row.function.line if row.function else 1)

    def action_copy(self) -> None:
        """Copy the command that does the same without the app."""
        function = self.query_one(FunctionList).function
        if function is not None:
            self.burner.copy(self.burner.run_of(function.target, self.project.root).command_line, "the command")

    def action_reload(self) -> None:
        """Look at the project again."""
        self.look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works on the line under the cursor."""
        if action in {"profile", "copy"}:
            return bool(self.query(FunctionList)) and self.query_one(FunctionList).function is not None
        return super().check_action(action, parameters)


def _about(row: Row | None) -> Content:
    if row is None:
        return Content("")
    if row.function is None:
        found = f"{words.count(row.count, 'function')} slow by their shape" if row.count else "nothing known to be slow"
        return Content.assemble((str(row.place), "bold"), f"\n{found}\nEnter folds or unfolds it.")
    return Content("\n").join(_lines(row.function))


def _lines(function: Function) -> list[Content]:
    lines = [Content.assemble((function.qualname, "bold"), (f"  {function.path}:{function.line}", "dim"))]
    known = function.known
    if known is not None:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(known.when))
        measured = (
            f"{words.seconds(known.time_s)} a call, {words.growth(known.growth)}" if known.time_s else "no figure"
        )
        lines.append(Content(f"measured {when}: {measured}"))
        if known.ratio:
            lines.append(
                Content.from_markup("[$text-success]✓ $found[/]", found=f"{words.ratio(known.ratio)} faster found")
            )
        elif known.outcome in {"unchanged", "failed"}:
            lines.append(Content({"unchanged": "= nothing faster found", "failed": "x the run failed"}[known.outcome]))
    for note in function.notes[:4]:
        lines.append(
            Content.from_markup(
                "[$text-warning]! $rule[/] line $line: $text", rule=note.rule, line=note.line, text=note.message
            )
        )
        lines.append(Content.from_markup("[dim]  $cost[/]", cost=note.cost))
    if not function.notes and known is None:
        named = "tests name it" if function.named_in_tests else "no test names it"
        lines.append(Content(f"not measured yet; {named}"))
    return lines
