"""The functions of a project as a tree, or as a flat list in an order: drawn line by line, so that tens of thousands cost nothing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from burner.report import words
from burner.tui.project import Function
from burner.tui.widgets.lines import Cell, Lines

COLUMNS = (("findings", 10), ("time", 8), ("growth", 6), ("found", 7), ("tests", 5))
"""Headings and widths of what stands right of the name."""
_STYLES = ("warning", "", "", "good", "")


@dataclass(frozen=True)
class Row:
    """One line: a folder or file of the tree (`place`), or a function."""

    depth: int
    name: str
    place: Path
    function: Function | None = None
    count: int = 0
    """Functions below a folder or file that have findings."""


class FunctionList(Lines):
    """Functions; sends `Chosen` for Enter on one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "fold(False)", "Fold", show=False, id="list.fold"),
        Binding("right,l", "fold(True)", "Unfold", show=False, id="list.unfold"),
        Binding("z", "fold_all", "Fold all", show=False, id="list.fold-all"),
        Binding("enter", "choose", "Optimise", id="list.choose"),
    ]

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
        self.post_message(self.Pointed(self))

    def select(self, function: Function) -> None:
        """Put the cursor on a function, unfolding what hides it."""
        for place in (function.path, *function.path.parents):
            self._open[place] = True
        self._lay_out()
        for index, row in enumerate(self._rows):
            if row.function is function:
                self.cursor = index
                self.post_message(self.Pointed(self))

    def _lay_out(self) -> None:
        if self._flat:
            self._rows = [Row(0, f"{item.path}::{item.qualname}", item.path, item) for item in self._functions]
        else:
            self._rows = list(self._tree())
        self.changed()

    def _tree(self) -> list[Row]:
        below: dict[Path, int] = {}
        for item in self._functions:
            for place in (item.path, *item.path.parents) if item.notes else ():
                below[place] = below.get(place, 0) + 1
        rows: list[Row] = []
        shown: set[Path] = set()
        for path, items in itertools.groupby(self._functions, key=lambda item: item.path):
            hidden = False
            for place in _places(path):
                if place not in shown:
                    shown.add(place)
                    name = place.name if place == path else f"{place.name}/"
                    rows.append(Row(len(place.parts) - 1, name, place, count=below.get(place, 0)))
                if not self._open.get(place, not self._folded):
                    hidden = True
                    break
            if not hidden:
                depth = len(path.parts)
                rows += [Row(depth, item.qualname, path, item) for item in items]
        return rows

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

    def clicked(self, *, again: bool) -> None:
        """A second click chooses; one is enough for what can be folded."""
        if again or self.function is None:
            self.action_choose()

    @property
    def length(self) -> int:
        """How many lines there are."""
        return len(self._rows)

    def head(self, width: int) -> Sequence[Cell]:
        """The headings."""
        return [("function", self._name_width(width), ""), *((f" {name}", -size - 1, "") for name, size in COLUMNS)]

    def cells(self, index: int, width: int) -> Sequence[Cell]:
        """A folder, a file or a function."""
        row, left = self._rows[index], self._name_width(width)
        if row.function is None:
            fold = "- " if self._shows_below(index) else "+ "
            count = f"{row.count} slow" if row.count else ""
            return [("  " * row.depth + fold + row.name, left, "place"), (count, -COLUMNS[0][1] - 1, "warning")]
        item = row.function
        name = _end(row.name, left) if self._flat else "  " * row.depth + row.name
        texts = (_findings(item), *_measured(item))
        return [
            (name, left, ""),
            *((text, -size - 1, style) for text, (_, size), style in zip(texts, COLUMNS, _STYLES, strict=True)),
        ]

    @staticmethod
    def _name_width(width: int) -> int:
        return max(10, width - sum(size + 1 for _, size in COLUMNS))


@lru_cache(maxsize=65536)
def _places(path: Path) -> tuple[Path, ...]:
    """The folders above a file of the project, outermost first, and the file."""
    return (*(parent for parent in reversed(path.parents) if parent != Path()), path)


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


def _end(text: str, width: int) -> str:
    """The text, or its end where it is too long: a path's end says more."""
    return text if len(text) <= width else "…" + text[len(text) - width + 1 :]
