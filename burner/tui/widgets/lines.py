"""A list with a cursor that draws only the lines in sight: tens of thousands of them, or hundreds a second, cost nothing."""

from __future__ import annotations

from collections.abc import Sequence
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

Cell = tuple[str, int, str]
"""A text, its width (right-aligned where that is negative), and the name of its style."""


class Lines(ScrollView, can_focus=True):
    """Subclasses say how many lines there are (`length`), the headings (`head`) and what a line holds (`cells`)."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--row",
        "lines--dim",
        "lines--place",
        "lines--warning",
        "lines--good",
        "lines--bad",
        "lines--head",
        "lines--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page-down"),
        Binding("home,g", "move(-1000000)", "First", show=False, id="list.first"),
        Binding("end,G", "move(1000000)", "Last", show=False, id="list.last"),
    ]
    DEFAULT_CSS = """
    Lines {
        background: $background;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .lines--dim { color: $text-muted; }
        & > .lines--place { color: $text-primary; text-style: bold; }
        & > .lines--warning { color: $text-warning; }
        & > .lines--good { color: $text-success; text-style: bold; }
        & > .lines--bad { color: $text-error; }
        & > .lines--head { color: $text-muted; text-style: bold; background: $panel; }
        & > .lines--cursor { background: $block-cursor-blurred-background; text-style: bold; }
        &:focus > .lines--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
    }
    """

    cursor: reactive[int] = reactive(0)

    class Pointed(Message):
        """The cursor was moved, or what is under it changed."""

        def __init__(self, lines: Lines) -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> Lines:
            """The list."""
            return self.lines

    @property
    def length(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def head(self, width: int) -> Sequence[Cell]:
        """The headings, in so many columns."""
        raise NotImplementedError

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """What a line holds, in so many columns."""
        raise NotImplementedError

    def changed(self) -> None:
        """There are other lines than before."""
        size = Size(self.size.width, self.length + 1)
        if size != self.virtual_size:
            self.virtual_size = size
        self.cursor = self.validate_cursor(self.cursor)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the scrolled size right."""
        self.virtual_size = Size(self.size.width, self.length + 1)

    def watch_cursor(self, _old: int, new: int) -> None:
        """Keep the cursor in sight."""
        self.scroll_to_region(Region(0, new, 1, 2), animate=False, force=True)
        self.refresh()

    def validate_cursor(self, value: int) -> int:
        """Keep it inside the list."""
        return max(0, min(value, self.length - 1))

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.cursor += steps
        self.post_message(self.Pointed(self))

    def action_page(self, direction: int) -> None:
        """Move the cursor by what is in sight."""
        self.action_move(direction * max(1, self.size.height - 2))

    def on_click(self, event: events.Click) -> None:
        """Point with the mouse; a click on the line under the cursor chooses it."""
        index = event.y + round(self.scroll_offset.y) - 1
        if event.y == 0 or not 0 <= index < self.length:
            return
        again = index == self.cursor
        self.action_move(index - self.cursor)
        self.clicked(again=again)

    def clicked(self, *, again: bool) -> None:
        """The line under the cursor was clicked; `again` where the cursor was there before."""

    def render_line(self, y: int) -> Strip:
        """Draw one line; the first is the headings."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._strip(self.head(width), width, self._style("head"), plain=True)
        index = y - 1 + round(self.scroll_offset.y)
        if index >= self.length:
            return Strip.blank(width, self.rich_style)
        here = index == self.cursor
        base = self._style("row") + self._style("cursor") if here else self._style("row")
        return self._strip(self.cells(index, width), width, base, plain=here)

    def _strip(self, cells: Sequence[Cell], width: int, base: Style, *, plain: bool) -> Strip:
        segments = [
            Segment(cut(text, size), base if plain or not style else base + self._style(style))
            for text, size, style in cells
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"lines--{name}", partial=name != "row")


def cut(text: str, width: int) -> str:
    """The text in exactly so many columns: cut, or filled with spaces (on the left where `width` is negative)."""
    size = abs(width)
    if len(text) > size:
        return text[: size - 1] + "…" if size else ""
    return text.rjust(size) if width < 0 else text.ljust(size)
