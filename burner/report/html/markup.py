"""Builds HTML from functions: whatever is not made here is text, and is escaped.

Reports show code that a model wrote and values that tests made, so nothing may slip through unescaped: only `el` and `raw`
make `Html`, and `raw` is for the style sheet and the script of this package alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_VOID = frozenset({"br", "circle", "col", "input", "line", "link", "meta", "path", "polygon", "polyline", "rect"})
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, and those that hide or reorder text: a reader must see what the code holds."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = str | Iterable[str] | None


def el(tag: str, /, *children: Child, **attributes: str | float | bool | None) -> Html:
    """Return an element; `class_` is class, `data_x` is data-x, True is an attribute without a value, None leaves it out."""
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{said}/>")
    return Html(f"<{tag}{said}>{join(*children)}</{tag}>")


def join(*children: Child) -> Html:
    """Return the children one after the other, those that are text escaped."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        parts += [text(child)] if isinstance(child, str) else [text(item) for item in child]
    return Html("".join(parts))


def text(value: str) -> Html:
    """Return text as HTML; characters that nobody would see are written as their codes."""
    if isinstance(value, Html):
        return value
    return Html(html.escape(_UNSEEN.sub(_code, value)))


def raw(source: str) -> Html:
    """Return a text of this package as it is."""
    return Html(source)


def _attribute(key: str, value: str | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-") if key != "viewBox" else key
    if value is True:
        return f" {name}"
    said = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f' {name}="{text(said)}"'


def _code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
