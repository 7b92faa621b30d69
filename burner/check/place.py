"""Where in the text a rewrite is about: the expression that vanishes on its line, else the head of the statement."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from burner.rules.card import Rewrite
from burner.rules.view import FunctionView

_TELLING = (ast.Compare, ast.Call, ast.BinOp, ast.Subscript, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp)
Place = tuple[int, int, int, int]


def place_of(view: FunctionView, rewrite: Rewrite) -> Place:
    """Return first line, first column, last line and end column; lines from 1, columns from 0 in code points."""
    line = rewrite.line or view.node.lineno
    made = rewrite.functions.get(view.qualname, "")
    gone = [node for node in _starting(view, line) if made and not _holds(made, view.source(node))]
    if gone:
        smallest = min(gone, key=lambda node: (view.span(node)[1] - view.span(node)[0], view.span(node)[0]))
        return _lines_of(view, *view.span(smallest))
    statements = [node for node in view.everything() if isinstance(node, ast.stmt) and node.lineno == line]
    if statements:
        return _lines_of(view, view.span(statements[0])[0], _end_of_head(view, statements[0]))
    start = view.line_starts[line - 1]
    end = view.text.find("\n", start)
    row = view.text[start : end if end >= 0 else len(view.text)]
    return line, len(row) - len(row.lstrip()), line, len(row.rstrip())


def _holds(text: str, source: str) -> bool:
    """Whether a text still has a piece of source, not just the beginning of a longer name."""
    return re.search(rf"(?<!\w){re.escape(source)}(?!\w)", text) is not None


def _starting(view: FunctionView, line: int) -> Iterator[ast.AST]:
    for node in view.everything():
        if isinstance(node, (*_TELLING, ast.AugAssign, ast.Assign)) and node.lineno == line:
            yield node


def _end_of_head(view: FunctionView, statement: ast.stmt) -> int:
    match statement:
        case ast.For(iter=last) | ast.While(test=last) | ast.If(test=last):
            return view.span(last)[1]
        case ast.FunctionDef() | ast.ClassDef() | ast.With() | ast.Try():
            end = view.text.find("\n", view.span(statement)[0])
            return len(view.text) if end < 0 else end
        case _:
            return view.span(statement)[1]


def _lines_of(view: FunctionView, start: int, end: int) -> Place:
    first, last = view.line_of(start), view.line_of(end)
    return first, start - view.line_starts[first - 1], last, end - view.line_starts[last - 1]
