"""What burner needs on this machine, what is there, and how to get the rest: `burner doctor` as a screen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Static

from burner.child import Child
from burner.report import words
from burner.tui.screens.place import Place
from burner.tui.widgets.listing import Listing

_COLUMNS = (("", 6), ("what", 22), ("found", 0))
_SIGNS = {"ok": ("✓ ok", "green"), "warn": ("! warn", "yellow"), "fail": ("x fail", "red")}


class DoctorScreen(Place):
    """The findings of the doctor; below is what to do about the one under the cursor."""

    HERE = "doctor"
    HELP = (
        "What burner needs on this machine. `!` works with something missing, `x` can't be used until it is put right."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Look again", id="doctor.again"),
        Binding("y", "copy", "Copy", id="doctor.copy"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._checks: list[dict[str, Any]] = []
        self._looking = False

    def parts(self) -> Iterable[Widget]:
        """Yield the table and the way out."""
        yield Static(id="summary")
        yield Listing(_COLUMNS, id="checks")
        with VerticalScroll(id="said-scroll", can_focus=False):
            yield Static(id="said")

    def on_mount(self) -> None:
        """Look at the machine."""
        self.query_one(Listing).focus()
        self.action_again()

    def action_again(self) -> None:
        """Look at the machine again."""
        self._looking = True
        self.query_one("#summary", Static).update("looking at this machine")
        self._look()

    @work(group="doctor", exclusive=True, exit_on_error=False)
    async def _look(self) -> None:
        try:
            async with Child(["doctor", "--json"], self.burner.folder, self.burner.engine.program) as child:
                text = "".join([line async for line in child.lines()])
            self._checks = json.loads(text)["checks"]
            said = self._summary()
        except (OSError, ValueError, KeyError) as error:
            said = f"burner doctor said nothing that can be read: {error}"
        self._looking = False
        self.query_one("#summary", Static).update(Content(said))
        rows = []
        for number, check in enumerate(self._checks):
            sign, style = _SIGNS[check["status"]]
            rows.append((str(number), [Text(sign, style), check["name"], check["detail"]]))
        self.query_one(Listing).show(rows)
        self.refresh_bindings()

    def _summary(self) -> str:
        bad = sum(check["status"] != "ok" for check in self._checks)
        failed = any(check["status"] == "fail" for check in self._checks)
        if failed:
            return "burner can't be used here until what failed is put right"
        return f"burner works here; {words.count(bad, 'thing')} could be better" if bad else "everything is there"

    @on(DataTable.RowHighlighted)
    def _about(self) -> None:
        chosen = self.query_one(Listing).chosen
        if chosen is not None:
            check = self._checks[int(chosen)]
            fix = check["fix"] or "nothing to do"
            text = Content.assemble((check["name"], "bold"), f"\n{check['detail']}\n", ("→ ", "bold"), fix)
            self.query_one("#said", Static).update(text)

    def action_copy(self) -> None:
        """Copy all findings, for a report of a bug."""
        lines = [f"{item['status']:<5} {item['name']}: {item['detail']}" for item in self._checks]
        self.burner.copy("\n".join(lines), "the findings")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # textual's
        """Offer only what works now."""
        return not self._looking if action == "again" else bool(self._checks) if action == "copy" else True
