"""The functions of a project as a tree, or as a flat list in an order: drawn line by line, so that tens of thousands cost nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from burner.report import words
from burner.tui.project import Function

COLUMNS = (("findings", 10), ("time", 8), ("growth", 6), ("found", 7), ("tests", 5))
"""Headings and widths of what stands right of the name."""


@dataclass(frozen=True)
class Row:
    """One line: a folder or file of the tree (`place`), or a function."""

    depth: int
    name: str
    place: Path
    function: Function | None = None
    count: int = 0
    """Functions below a folder or file that have findings."""


class FunctionList(ScrollView, can_focus=True):
    """A list with a cursor; sends `Chosen` for Enter and `Pointed` when the cursor moves."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "function-list--row",
        "function-list--folder",
        "function-list--cursor",
        "function-list--finding",
        "function-list--faster",
        "function-list--head",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page-down"),
        Binding("home,g", "move(-1000000)", "First", show=False, id="list.first"),
        Binding("end,G", "move(1000000)", "Last", show=False, id="list.last"),
        Binding("left,h", "fold(False)", "Fold", show=False, id="list.fold"),
        Binding("right,l", "fold(True)", "Unfold", show=False, id="list.unfold"),
        Binding("z", "fold_all", "Fold all", show=False, id="list.fold-all"),
        Binding("enter", "choose", "Optimise", id="list.choose"),
    ]
    DEFAULT_CSS = """
    FunctionList {
        background: $background;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .function-list--folder { color: $text-primary; text-style: bold; }
        & > .function-list--finding { color: $text-warning; }
        & > .function-list--faster { color: $text-success; text-style: bold; }
        & > .function-list--head { color: $text-muted; text-style: bold; }
        & > .function-list--cursor { background: $block-cursor-blurred-background; text-style: bold; }
        &:focus > .function-list--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    }
    """

    cursor: reactive[int] = reactive(0)

    class Pointed(Message):
        """The cursor is on another line."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Chosen(Message):
        """A function was chosen."""

        def __init__(self, function: Function) -> None:
            super().__init__()
            self.function = function

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # textual's name
        super().__init__(id=id)
        self._functions: Sequence[Function] = ()
        self._flat = False
        self._rows: list[Row] = []
        self._open: dict[Path, bool] = {}
        self._folded = False
        """Whether places are folded that nobody folded or unfolded by hand."""

    @property
    def row(self) -> Row | None:
        """The line under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def function(self) -> Function | None:
        """The function under the cursor, if it is on one."""
        return self.row.function if self.row else None

    def show(self, functions: Sequence[Function], *, flat: bool, keep: bool = True) -> None:
        """Show functions, as a tree of their files or flat; `keep` leaves the cursor on the line it is on."""
        before = self.row if keep else None
        self._functions, self._flat = functions, flat
        self._lay_out()
        where = _same(self._rows, before) if before else None
        self.cursor = where if where is not None else 0 if not keep else min(self.cursor, max(len(self._rows) - 1, 0))
        self.post_message(self.Pointed(self.row))

    def select(self, function: Function) -> None:
        """Put the cursor on a function, unfolding what hides it."""
        for place in (function.path, *function.path.parents):
            self._open[place] = True
        self._lay_out()
        for index, row in enumerate(self._rows):
            if row.function is function:
                self.cursor = index
                self.post_message(self.Pointed(row))

    def _lay_out(self) -> None:
        if self._flat:
            self._rows = [Row(0, f"{item.path}::{item.qualname}", item.path, item) for item in self._functions]
        else:
            self._rows = list(self._tree())
        self.virtual_size = Size(self.size.width, len(self._rows) + 1)
        self.refresh()

    def _tree(self) -> list[Row]:
        below: dict[Path, int] = {}
        for item in self._functions:
            for place in (item.path, *item.path.parents) if item.notes else ():
                below[place] = below.get(place, 0) + 1
        rows: list[Row] = []
        shown: set[Path] = set()
        for item in self._functions:
            hidden = False
            for place in (*[parent for parent in reversed(item.path.parents) if parent != Path()], item.path):
                if place not in shown:
                    shown.add(place)
                    folder = place != item.path
                    name = f"{place.name}/" if folder else place.name
                    rows.append(Row(len(place.parts) - 1, name, place, count=below.get(place, 0)))
                if not self._open.get(place, not self._folded):
                    hidden = True
                    break
            if not hidden:
                rows.append(Row(len(item.path.parts), item.qualname, item.path, item))
        return rows

    def on_resize(self) -> None:
        """Keep the scrolled size right."""
        self.virtual_size = Size(self.size.width, len(self._rows) + 1)

    def watch_cursor(self, _old: int, new: int) -> None:
        """Keep the cursor in sight."""
        self.scroll_to_region(Region(0, new, 1, 2), animate=False, force=True)
        self.refresh()

    def validate_cursor(self, value: int) -> int:
        """Keep it inside the list."""
        return max(0, min(value, len(self._rows) - 1))

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.cursor += steps
        self.post_message(self.Pointed(self.row))

    def action_page(self, direction: int) -> None:
        """Move the cursor by what is in sight."""
        self.action_move(direction * max(1, self.size.height - 2))

    def action_fold(self, unfold: bool) -> None:
        """Fold or unfold the file or folder under the cursor; left on what is folded goes to what holds it."""
        row = self.row
        if row is None or self._flat:
            return
        opened = self._shows_below(self.cursor)
        if row.function is None and opened != unfold:
            self._open[row.place] = unfold
            self._lay_out()
        elif not unfold:
            above = [index for index in range(self.cursor) if self._rows[index].depth < row.depth]
            self.action_move(above[-1] - self.cursor if above else 0)
        else:
            self.action_move(1)

    def action_fold_all(self) -> None:
        """Fold all files and folders, or unfold them."""
        self._folded = not self._folded
        self._open.clear()
        self.show(self._functions, flat=self._flat)

    def _shows_below(self, index: int) -> bool:
        return index + 1 < len(self._rows) and self._rows[index + 1].depth > self._rows[index].depth

    def action_choose(self) -> None:
        """Choose the function under the cursor; a file or folder is folded or unfolded."""
        row = self.row
        if row is None:
            return
        if row.function is not None:
            self.post_message(self.Chosen(row.function))
        else:
            self.action_fold(not self._shows_below(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Point with the mouse; a second click chooses."""
        index = event.y + round(self.scroll_offset.y) - 1
        if event.y == 0 or not 0 <= index < len(self._rows):
            return
        again = index == self.cursor
        self.cursor = index
        self.post_message(self.Pointed(self.row))
        if again or self._rows[index].function is None:
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Draw one line; the first is the headings."""
        width = self.scrollable_content_region.width
        if y == 0:
            head = f"{'function':<{self._name_width(width)}}" + "".join(f" {name:>{size}}" for name, size in COLUMNS)
            return Strip([Segment(head[:width].ljust(width), self._style("function-list--head"))], width)
        index = y - 1 + round(self.scroll_offset.y)
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[index]
        base = self._style("function-list--row")
        here = index == self.cursor
        if here:
            base += self._style("function-list--cursor")
        segments = [
            Segment(text.ljust(size) if first else f" {text:>{size}}", base if here else base + style)
            for first, text, size, style in self._cells(row, index, self._name_width(width))
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _cells(self, row: Row, index: int, width: int) -> list[tuple[bool, str, int, Style]]:
        plain = Style()
        if row.function is None:
            fold = "- " if self._shows_below(index) else "+ "
            name = "  " * row.depth + fold + row.name
            count = f"{row.count} slow" if row.count else ""
            folder, found = self._style("function-list--folder"), self._style("function-list--finding")
            return [(True, _cut(name, width), width, folder), (False, count, COLUMNS[0][1], found)]
        item = row.function
        name = "  " * row.depth + row.name if not self._flat else row.name
        texts = (_findings(item), *_measured(item))
        styles = (self._style("function-list--finding"), plain, plain, self._style("function-list--faster"), plain)
        cells = [(True, _cut(name, width, at_start=self._flat), width, plain)]
        return cells + [
            (False, text, size, style) for text, (_, size), style in zip(texts, COLUMNS, styles, strict=True)
        ]

    @staticmethod
    def _name_width(width: int) -> int:
        return max(10, width - sum(size + 1 for _, size in COLUMNS))

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=name != "function-list--row")


def _same(rows: Sequence[Row], row: Row) -> int | None:
    for index, other in enumerate(rows):
        if other.function is row.function and other.place == row.place:
            return index
    return None


def _findings(item: Function) -> str:
    rules = list(dict.fromkeys(note.rule for note in item.notes))
    return "" if not rules else rules[0] + (f" +{len(rules) - 1}" if len(rules) > 1 else "")


def _measured(item: Function) -> tuple[str, str, str, str]:
    known = item.known
    if known is None:
        return "", "", "", "named" if item.named_in_tests else "no"
    time = words.seconds(known.time_s) if known.time_s else ""
    growth = known.growth["label"] if known.growth else ""
    found = words.ratio(known.ratio) if known.ratio else "none" if known.outcome == "unchanged" else ""
    return time, growth, found, str(known.tests) if known.tests else "no"


def _cut(text: str, width: int, *, at_start: bool = False) -> str:
    if len(text) <= width:
        return text
    return "…" + text[len(text) - width + 1 :] if at_start else text[: width - 1] + "…"
