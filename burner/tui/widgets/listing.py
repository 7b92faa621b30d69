"""A table of texts that is told its rows as a whole: it keeps the cursor on the row it was on, and sizes its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable


class Listing(DataTable[Text], inherit_bindings=False):
    """Rows with keys; `columns` are headings with widths, 0 for one that takes what is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False, id="table.up"),
        Binding("down,j", "cursor_down", "Down", show=False, id="table.down"),
        Binding("pageup", "page_up", "Page up", show=False, id="table.page-up"),
        Binding("pagedown", "page_down", "Page down", show=False, id="table.page-down"),
        Binding("home,g", "scroll_top", "First", show=False, id="table.first"),
        Binding("end,G", "scroll_bottom", "Last", show=False, id="table.last"),
    ]
    DEFAULT_CSS = """
    Listing { scrollbar-size-vertical: 1; overflow-x: hidden; height: 1fr; background: $background; }
    """

    def __init__(self, columns: Sequence[tuple[str, int]], id: str | None = None) -> None:  # noqa: A002  # textual's
        super().__init__(id=id, cursor_type="row")
        self._wanted = columns

    def on_mount(self) -> None:
        """Make the columns."""
        for label, width in self._wanted:
            self.add_column(label, key=label, width=width or 10)

    def on_resize(self) -> None:
        """Give the column without a width what is left."""
        fixed = sum(width + 2 * self.cell_padding for _, width in self._wanted)
        left = max(10, self.scrollable_content_region.width - fixed)
        for (_, width), column in zip(self._wanted, self.ordered_columns, strict=True):
            if not width and column.width != left:
                column.width = left
                self._require_update_dimensions = True
                self.refresh(layout=True)

    @property
    def chosen(self) -> str | None:
        """The key of the row under the cursor."""
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    def show(self, rows: Sequence[tuple[str, Sequence[str | Text]]]) -> None:
        """Show rows, each a key and its cells."""
        before = self.chosen
        self.clear()
        for key, cells in rows:
            self.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells), key=key)
        if before is not None and before in self.rows:
            self.move_cursor(row=self.get_row_index(before))
