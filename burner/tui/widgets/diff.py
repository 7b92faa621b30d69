"""Draws a unified diff: one column, or old and new side by side where there is room for both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.widgets import Static

GUTTER = 7
SPLIT_FROM = 110
"""Columns from which old and new stand side by side."""
_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_STYLES = {"-": "on $error 20%", "+": "on $success 20%", " ": ""}


@dataclass(frozen=True)
class Line:
    """One line of a diff: its sign (" ", "-", "+", "@" for what was left out), its number in each file, its text."""

    sign: str
    old: int | None
    new: int | None
    text: Content


def lines_of(diff: str) -> list[Line]:
    """Return the lines of a unified diff's hunks, highlighted as Python."""
    found: list[tuple[str, int | None, int | None, str]] = []
    old = new = 0
    for text in diff.splitlines():
        header = _HUNK.match(text)
        if header:
            if found:
                found.append(("@", None, None, ""))
            old, new = int(header[1]), int(header[2])
        elif not old and not new:
            continue
        elif text.startswith("-"):
            found.append(("-", old, None, text[1:]))
            old += 1
        elif text.startswith("+"):
            found.append(("+", None, new, text[1:]))
            new += 1
        elif not text.startswith("\\"):
            found.append((" ", old, new, text[1:]))
            old, new = old + 1, new + 1
    olds = _highlighted([text for sign, _, _, text in found if sign in " -"])
    news = _highlighted([text for sign, _, _, text in found if sign in " +"])
    lines = []
    for sign, before, after, _ in found:
        text_of = Content("…") if sign == "@" else next(news) if sign == "+" else next(olds)
        if sign == " ":
            next(news)
        lines.append(Line(sign, before, after, text_of))
    return lines


def _highlighted(texts: Sequence[str]) -> Iterator[Content]:
    if not texts:
        return iter(())
    lines = highlight("\n".join(texts), language="python").split("\n", allow_blank=True)
    return iter([*lines, *[Content("")] * (len(texts) - len(lines))])


def unified(lines: Sequence[Line], width: int) -> Content:
    """Return a diff in one column, at least so wide."""
    rows = []
    widest = max(width, *(line.text.cell_length + GUTTER for line in lines))
    for line in lines:
        number = line.new if line.new is not None else line.old
        gutter = Content.styled(
            f"{number or '':>4} {line.sign.replace('@', ' ')} ", "dim" if line.sign in " @" else "bold"
        )
        row = Content.assemble(gutter, line.text)
        row = row.pad_right(max(0, widest - row.cell_length))
        rows.append(row.stylize_before(_STYLES[line.sign]) if _STYLES.get(line.sign) else row)
    return Content("\n").join(rows)


def split(lines: Sequence[Line], width: int) -> Content:
    """Return a diff with the old file left and the new one right, in so many columns."""
    half = (width - 3) // 2
    rows: list[Content] = []
    for changed, group in groupby(lines, key=lambda line: line.sign in "-+"):
        block = list(group)
        if changed:
            olds = [line for line in block if line.sign == "-"]
            news = [line for line in block if line.sign == "+"]
        else:
            olds = news = block
        for old, new in zip_longest(olds, news):
            left, right = _half(old, half, old.old if old else None), _half(new, half, new.new if new else None)
            rows.append(Content.assemble(left, (" │ ", "dim"), right))
    return Content("\n").join(rows)


def _half(line: Line | None, width: int, number: int | None) -> Content:
    if line is None:
        return Content(" " * width)
    gutter = Content.styled(f"{number or '':>4} {line.sign.replace('@', ' ')} ", "dim" if line.sign in " @" else "bold")
    row = Content.assemble(gutter, line.text).truncate(width, ellipsis=True, pad=True)
    return row.stylize_before(_STYLES[line.sign]) if _STYLES.get(line.sign) else row


class DiffView(VerticalScroll):
    """A diff that can be scrolled; says `empty` where there is none."""

    DEFAULT_CSS = """
    DiffView { scrollbar-size-vertical: 1; overflow-x: auto; scrollbar-size-horizontal: 1; }
    DiffView > Static { width: auto; min-width: 100%; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # textual's name
        super().__init__(id=id)
        self._diff: str | None = None
        self._lines: list[Line] = []

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield Static()

    def show(self, diff: str, empty: str) -> None:
        """Show a diff, or say why there is none."""
        if self._diff == diff and diff:
            return
        self._diff = diff
        self._lines = lines_of(diff)
        self._draw(empty)
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Draw it as the new width allows."""
        if self._lines:
            self._draw("")

    def _draw(self, empty: str) -> None:
        if not self._lines:
            drawn = Content.styled(empty, "dim")
        elif self.size.width >= SPLIT_FROM:
            drawn = split(self._lines, self.size.width - 1)
        else:
            drawn = unified(self._lines, self.size.width - 1)
        self.query_one(Static).update(drawn)
