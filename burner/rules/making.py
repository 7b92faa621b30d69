"""The last step of every rule: edits become a rewrite, or nothing where they do not fit together."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from burner.rules.card import Rewrite
from burner.rules.edit import Edits
from burner.rules.view import FunctionView

DATE_HELPER = "_datetime_from_digits"
"""What helpers are called that read dates by their digits: they are too quick to keep their answers for one loop."""


def made(
    view: FunctionView,
    edits: Edits,
    note: str,
    line: int,
    imports: tuple[str, ...] = (),
    helpers: dict[str, str] | None = None,
) -> Iterator[Rewrite]:
    """Yield the rewrite of a function by edits, with new helpers; nothing if the edits overlap or make invalid code."""
    try:
        text = edits.result()
    except ValueError:
        return
    yield Rewrite({view.qualname: text} | (helpers or {}), imports, note, line)


def helper(view: FunctionView, hint: str, text: Callable[[str], str]) -> tuple[str, dict[str, str]]:
    """Return the name of a new top-level helper, and its text by name; no text where the module has it already."""
    names = [n.name for n in view.tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith(hint)]
    for name in names:
        node = view.function(name)
        if node is not None and view.source(node) == text(name):
            return name, {}
    name = view.fresh(hint)
    return name, {name: text(name)}
