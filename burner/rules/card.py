"""What a rule is: a card that people read, and a function that finds rewrites.

Nothing here knows a particular rule; nothing here decides whether a rewrite is right or faster.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules.edit import Edits
from burner.rules.view import FunctionView


@dataclass(frozen=True)
class Card:
    """What `burner rule ID` prints about one rule."""

    id: str
    """Stable id, like "BRN101"."""
    name: str
    """Stable name, like "membership-in-list"."""
    family: str
    """Name of the module the rule lives in."""
    summary: str
    condition: str
    """When the rewrite is equal to the original."""
    example_before: str
    example_after: str
    """What the rule makes of `example_before`, exactly; both are whole modules with one function `f`."""
    refuses: tuple[str, ...] = ()
    """Modules with a function `f` that look alike and must be left alone."""


@dataclass(frozen=True)
class Rewrite:
    """New text of functions (dedented `def`s by qualified name) and the imports they need."""

    functions: Mapping[str, str]
    imports: tuple[str, ...] = ()
    note: str = ""
    line: int = 0
    """Line of the module, from 1, that the rewrite is about; the hottest lines are proposed first."""
    daring: bool = False
    """True where corner cases may differ (ties, empty input, rounding): kept out of the careful combination."""


@dataclass(frozen=True)
class Rule:
    """A card and the function that yields the rewrites it finds in one function."""

    card: Card
    rewrite: Callable[[FunctionView, Brief], Iterator[Rewrite]]


def made(
    edits: Edits, at: ast.AST, note: str = "", *, imports: tuple[str, ...] = (), daring: bool = False
) -> Iterator[Rewrite]:
    """Yield the rewrite that edits make, about the line of `at`; nothing where the edits don't fit together."""
    try:
        text = edits.result()
    except ValueError:
        return
    yield Rewrite({edits.view.qualname: text}, imports, note, getattr(at, "lineno", 0), daring)
