"""Colours a unified diff: margins red and green, Python in the terminal's own colours. Adds nothing visible."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text

_MARGINS = {"+": "green", "-": "red"}


def highlighted(diff: str) -> str:
    """Return the diff with ANSI codes; without them it is the same text."""
    python = Syntax("", "python", theme="ansi_dark", background_color="default")
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", no_color=False, legacy_windows=False)
    for line in diff.split("\n")[:-1]:
        text = _line(line.removesuffix("\r"), python)
        console.print(text, soft_wrap=True, highlight=False, end="\r\n" if line.endswith("\r") else "\n")
    return out.getvalue()


def _line(line: str, python: Syntax) -> Text:
    if line.startswith(("--- ", "+++ ")):
        return Text(line, "bold")
    if line.startswith(("@@", "\\")):
        return Text(line, "cyan")
    margin = Text(line[:1], _MARGINS.get(line[:1], ""))
    code = python.highlight(line[1:])
    code.rstrip()
    text = code if code.plain == line[1:] else Text(line[1:])
    if line[:1] == "-":
        text = Text(line[1:], "red")
    return Text.assemble(margin, text)
