"""The settings in force with the place each comes from; those of runs can be changed for this session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Static

from burner.config import KEYS, Problems, load, metadata
from burner.home import config_file
from burner.tui.screens.dialogs import Ask
from burner.tui.screens.place import Place
from burner.tui.session import OPTIONS
from burner.tui.widgets.listing import Listing

_COLUMNS = (("setting", 18), ("value", 16), ("from", 12), ("what it decides", 0))


class SettingsScreen(Place):
    """All settings; Enter changes one for the runs of this session."""

    HERE = "settings"
    HELP = """\
A flag beats the environment, which beats the project's `[tool.burner]`, which beats your own file. **Enter** changes a setting for the
runs that this session starts; nothing is written. **o** opens your own file, which counts everywhere.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "Change for this session", id="settings.change"),
        Binding("delete,backspace", "forget", "Take back", id="settings.forget"),
        Binding("o", "edit", "Open your file", id="settings.edit"),
    ]

    def parts(self) -> Iterable[Widget]:
        """Yield the table and what is wrong."""
        yield Listing(_COLUMNS, id="settings")
        with VerticalScroll(id="said-scroll", can_focus=False):
            yield Static(id="said")

    def on_mount(self) -> None:
        """Begin on the table."""
        self.query_one(Listing).focus()

    def on_screen_resume(self) -> None:
        """Read the files again."""
        self._show()

    def _show(self) -> None:
        problems = Problems(collect=True)
        loaded = load(self.burner.folder, problems=problems)
        rows: list[tuple[str, list[str | Text]]] = []
        for key, name in KEYS.items():
            source = loaded.provenance[key]
            value, place = _plain(getattr(loaded.settings, name)), source.place
            if key in self.burner.session.values:
                rows.append(
                    (
                        key,
                        [
                            key,
                            Text(self.burner.session.values[key], "bold"),
                            Text("session *", "bold"),
                            metadata(name)["doc"],
                        ],
                    )
                )
            else:
                style = "dim" if place == "default" else ""
                rows.append((key, [key, Text(value, style), Text(place, style), metadata(name)["doc"]]))
        self.query_one(Listing).show(rows)
        self._say(problems)

    def _say(self, problems: Problems) -> None:
        found = [
            Content.from_markup("[$text-error]x $what[/] $hint", what=item.message, hint=item.hint)
            for item in problems.found
        ]
        self.query_one("#said", Static).update(Content("\n").join(found or [self._about()]))

    def _about(self) -> Content:
        key = self.chosen
        if key is None:
            return Content("")
        declared = metadata(KEYS[key])
        source = load(self.burner.folder, problems=Problems(collect=True)).provenance[key]
        choices = f"one of: {', '.join(declared['choices'])}" if declared["choices"] else declared["kind"]
        where = f"{source}" if source.place != "default" else "the default"
        note = "" if key in OPTIONS else "; it is changed in a file, not here"
        return Content.assemble(
            (key, "bold"), f"  {declared['doc']}\n{choices}{note}\nfrom {where}\nyour own file: {config_file()}"
        )

    @property
    def chosen(self) -> str | None:
        """The key under the cursor."""
        tables = self.query(Listing)
        return tables.first(Listing).chosen if tables else None

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        self._say(Problems(collect=True))
        self.refresh_bindings()

    @on(DataTable.RowSelected)
    def action_change(self) -> None:
        """Ask for a value for this session."""
        key = self.chosen
        if key not in OPTIONS:
            return
        declared = metadata(KEYS[key])
        example = " | ".join(declared["choices"]) or {"duration": "90s, 2m", "count": "8"}.get(declared["kind"], "")
        value = self.burner.session.values.get(key, "")

        def answered(text: str | None) -> None:
            if text is None:
                return
            try:
                self.burner.session.set(key, text.strip())
            except ValueError as error:
                self.notify(f"{key}: {error}", severity="error")
            self._show()

        self.app.push_screen(Ask(f"{key} for the runs of this session", value, example), answered)

    def action_forget(self) -> None:
        """Take back what was changed for this session."""
        key = self.chosen
        if key is not None:
            self.burner.session.values.pop(key, None)
            self._show()

    def action_edit(self) -> None:
        """Open the user's own file, made where it is not there."""
        file = config_file()
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(
                "# burner's settings for all projects; `burner config schema` says what there is\n", encoding="utf-8"
            )
        self.burner.edit(file, 1)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # textual's
        """Offer only what works for the setting under the cursor."""
        if action == "change":
            return self.chosen in OPTIONS
        if action == "forget":
            return self.chosen in self.burner.session.values
        return True


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(item if isinstance(item, str) else item[0] for item in value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
