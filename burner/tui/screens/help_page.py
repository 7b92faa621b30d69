"""F1: what the screen is for, and every key that works on it now, with the id that remaps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown


class Help(ModalScreen[None]):
    """The help of the screen it was opened on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q", "dismiss", "Close", id="help.close")]

    def __init__(self, text: str, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._text = text
        self._offered = bindings

    def compose(self) -> ComposeResult:
        """Show the text and the keys."""
        with VerticalScroll(classes="help"):
            yield Markdown(f"{self._text}\n\n{self._keys()}\n\n{_REMAP}")

    def on_mount(self) -> None:
        """Let the keys scroll it."""
        self.query_one(VerticalScroll).focus()

    def _keys(self) -> str:
        rows: dict[str, tuple[list[str], str]] = {}
        for active in self._offered.values():
            binding = active.binding
            if binding.description and binding.id:
                keys, _ = rows.setdefault(binding.id, ([], binding.description))
                keys.append(self.app.get_key_display(binding))
        lines = [f"| {' '.join(keys)} | {said} | `{name}` |" for name, (keys, said) in sorted(rows.items())]
        return "\n".join(["| key | does | id |", "|---|---|---|", *lines])


_REMAP = """Keys are remapped by id in `pyproject.toml` (`[tool.burner.keys]`) or in your own `config.toml` (`[keys]`):
`"run.apply" = ["ctrl+a"]`."""
