"""The rewrite rules with their pages: when each is right, what it gains, and where the project has its shape."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import DataTable, Markdown

from burner.check.gains import table
from burner.check.reported import REPORTED
from burner.report import words
from burner.tui.screens.place import Place
from burner.tui.widgets.listing import Listing
from burner.tui.widgets.search import Search

_COLUMNS = (("rule", 6), ("name", 0), ("here", 4), ("gain", 8), ("check", 5))


class RulesScreen(Place):
    """All rules; the page of the one under the cursor."""

    HERE = "rules"
    HELP = """\
The rewrite rules. **gain** is old time / new time of the rule's example on this Python, **here** how many functions of the project
have the shape, **check** says whether `burner check` reports it. Every rewrite is checked and measured before it is proposed.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", id="rules.search", priority=True),
        Binding("enter", "read", "Read", id="rules.read"),
    ]

    class Loaded(Message):
        """The catalogue was imported, which takes a moment."""

        def __init__(self, rules: Mapping[str, tuple[str, str]]) -> None:
            super().__init__()
            self.rules = rules

    def __init__(self) -> None:
        super().__init__()
        self._rules: Mapping[str, tuple[str, str]] = {}

    def parts(self) -> Iterable[Widget]:
        """Yield the search, the list and the page."""
        yield Search("part of an id, a name or a page; Escape shows all", "#rules")
        with Container(id="body"):
            yield Listing(_COLUMNS, id="rules")
            with VerticalScroll(id="page-scroll"):
                yield Markdown(id="page")

    def on_mount(self) -> None:
        """Import the rules beside drawing."""
        self.query_one(Listing).focus()
        self._load()

    @work(thread=True, exit_on_error=False)
    def _load(self) -> None:
        from burner.check.pages import page
        from burner.rules import RULES

        cards = sorted((rule.card for rule in RULES), key=lambda card: card.id)
        self.post_message(self.Loaded({card.id: (card.name, page(card)) for card in cards}))

    @on(Loaded)
    def _take(self, message: Loaded) -> None:
        self._rules = message.rules
        self._show()

    def on_screen_resume(self) -> None:
        """Count anew where the project has the shapes."""
        self._show()

    def _show(self) -> None:
        wanted = self.query_one(Search).words
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        gains = table().get(version, {}).get("rules", {})
        here = self.burner.home.project.rules()
        rows: list[tuple[str, list[str | Text]]] = []
        for rule, (name, page) in self._rules.items():
            if all(word in f"{rule} {name} {page}".lower() for word in wanted):
                gain = words.ratio(gains[rule]["ratio"]) if rule in gains else ""
                count = str(here[rule]) if rule in here else ""
                cells: list[str | Text] = [
                    rule,
                    name,
                    Text(count, "yellow"),
                    Text(gain, justify="right"),
                    "yes" if rule in REPORTED else "",
                ]
                rows.append((rule, cells))
        self.query_one(Listing).show(rows)

    @on(DataTable.RowHighlighted)
    async def _page(self) -> None:
        rule = self.query_one(Listing).chosen
        if rule is not None and rule in self._rules:
            await self.query_one(Markdown).update(self._rules[rule][1])
            self.query_one("#page-scroll").scroll_home(animate=False)

    @on(DataTable.RowSelected)
    def action_read(self) -> None:
        """Go into the page, to scroll it."""
        self.query_one("#page-scroll").focus()

    def action_search(self) -> None:
        """Show the search and go there."""
        self.query_one(Search).open()

    @on(Search.Changed)
    def _search(self) -> None:
        self._show()

    def action_back(self) -> None:
        """Leave the page or the search."""
        if self.query_one("#page-scroll").has_focus:
            self.query_one(Listing).focus()
        elif not self.query_one(Search).leave():
            super().action_back()
