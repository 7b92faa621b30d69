"""The change, side by side where there is room and unified where there is little; both are in the page, one is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from burner.report.html.code import highlighted
from burner.report.html.markup import Html, el, join

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")
WRAPPED = 4
"""What does not fit goes on in the next line, so many columns further in."""
_SIGNS = {"-": ("removed", "\u2212"), "+": ("added", "+"), " ": ("", " ")}


@dataclass(frozen=True)
class Line:
    """One line of a diff; `old` and `new` are its numbers, None on the side where it is not."""

    sign: str
    code: Html
    old: int | None
    new: int | None
    indent: int = 0


def both_views(diff: str) -> Html:
    """Return the side-by-side and the unified view of a unified diff."""
    hunks = list(_hunks(diff))
    return el("div", side_by_side(hunks), unified(hunks), class_="diff")


def unified(hunks: Sequence[Sequence[Line]]) -> Html:
    """Return one table with both versions' lines below each other."""
    bodies = [el("tbody", (_unified_row(line) for line in hunk)) for hunk in hunks]
    return _table(bodies, "unified", ("before", "after", "change", "code"))


def side_by_side(hunks: Sequence[Sequence[Line]]) -> Html:
    """Return one table with the original on the left and the new version on the right."""
    bodies = [
        el("tbody", (el("tr", _half(old, "old"), _half(new, "new")) for old, new in _aligned(hunk))) for hunk in hunks
    ]
    columns = el("colgroup", el("col", class_="number"), el("col"), el("col", class_="number"), el("col"))
    return _table(bodies, "sides", ("line", "original", "line", "new version"), columns)


def parsed(diff: str) -> list[list[Line]]:
    """Return the hunks of a unified diff."""
    return list(_hunks(diff))


def _hunks(diff: str) -> Iterator[list[Line]]:
    starts: tuple[int, int] | None = None
    held: list[str] = []
    for text in [*diff.split("\n"), "@@ -0 +0 @@"]:
        if found := _HUNK.match(text):
            if starts is not None:
                yield _lines(held, *starts)
            starts, held = (int(found[1]), int(found[2])), []
        elif starts is not None and text[:1] in _SIGNS:
            held.append(text.removesuffix("\r"))


def _lines(texts: Sequence[str], old: int, new: int) -> list[Line]:
    before = iter(highlighted("\n".join(text[1:] for text in texts if text[0] != "+")))
    after = iter(highlighted("\n".join(text[1:] for text in texts if text[0] != "-")))
    lines = []
    for text in texts:
        sign = text[0]
        code = next(before) if sign == "-" else next(after)
        if sign == " ":
            next(before)
        indent = len(text) - len(text[1:].lstrip()) - 1
        lines.append(Line(sign, code, None if sign == "+" else old, None if sign == "-" else new, indent))
        old += sign != "+"
        new += sign != "-"
    return lines


def _aligned(hunk: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    removed: list[Line] = []
    added: list[Line] = []
    for line in hunk:
        if line.sign == " ":
            yield from zip_longest(removed, added)
            removed, added = [], []
            yield line, line
        else:
            (removed if line.sign == "-" else added).append(line)
    yield from zip_longest(removed, added)


def _unified_row(line: Line) -> Html:
    style, sign = _SIGNS[line.sign]
    return el(
        "tr",
        el("td", _number(line.old), class_="number"),
        el("td", _number(line.new), class_="number"),
        el("td", sign, class_="sign"),
        el("td", el("code", line.code), class_="code"),
        class_=style or None,
    )


def _half(line: Line | None, side: str) -> Html:
    if line is None:
        return join(el("td", class_="number none"), el("td", class_="code none"))
    style, sign = _SIGNS[line.sign]
    number = line.old if side == "old" else line.new
    return join(
        el("td", _number(number), class_=f"number {style}".strip()),
        el(
            "td",
            el("span", sign, class_="sign"),
            el("code", line.code),
            class_=f"code {style}".strip(),
            style=f"--in:{line.indent + WRAPPED}ch",
        ),
    )


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _table(bodies: Sequence[Html], style: str, heads: Sequence[str], columns: Html | None = None) -> Html:
    head = el("thead", el("tr", (el("th", el("span", name, class_="unseen"), scope="col") for name in heads)))
    caption = el("caption", "The change, line by line", class_="unseen")
    return el("table", caption, columns, head, bodies, class_=style)
