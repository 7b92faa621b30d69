"""The line at the top: which screens there are, their keys, and which one this is."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

PLACES = (
    ("functions", "Functions"),
    ("run", "Run"),
    ("history", "History"),
    ("rules", "Rules"),
    ("models", "Models"),
    ("settings", "Settings"),
    ("doctor", "Doctor"),
)


class Navigation(Static):
    """Names all screens; a click goes there."""

    DEFAULT_CSS = """
    Navigation { height: 1; background: $panel; color: $foreground; padding: 0 1; dock: top; link-style: none; link-color: $foreground; }
    """

    def __init__(self, here: str) -> None:
        super().__init__()
        self._here = here

    def render(self) -> Content:
        """Draw the line; the current screen is reversed, so that it shows without colour too."""
        parts = [Content.from_markup("[bold]burner[/] ")]
        for number, (name, title) in enumerate(PLACES, 1):
            style = "reverse bold" if name == self._here else ""
            markup = f"[@click=app.show('{name}')][b]{number}[/b] {title}[/]"
            parts.append(Content.from_markup(f"[{style}] {markup} [/]" if style else f" {markup} "))
        return Content.assemble(*parts)
