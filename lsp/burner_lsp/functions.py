"""The functions of a document by their places."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from burner_lsp.text import plain

if TYPE_CHECKING:
    from burner.target import FunctionSpan


@lru_cache(maxsize=16)
def functions_of(text: str) -> Mapping[str, FunctionSpan]:
    """Return the functions of a text by qualified name; none where it does not parse."""
    from burner.target import functions

    try:
        return functions(plain(text))
    except (SyntaxError, ValueError):
        return {}


def function_at(text: str, line: int) -> FunctionSpan | None:
    """Return the innermost function or method that holds a line (from 1)."""
    holding = [span for span in functions_of(text).values() if span.first_line <= line <= span.last_line]
    return min(holding, key=lambda span: span.last_line - span.first_line, default=None)


def source_of(text: str, span: FunctionSpan) -> str:
    """Return the lines of a function from its `def` on."""
    return "\n".join(plain(text).split("\n")[span.def_line - 1 : span.last_line])
