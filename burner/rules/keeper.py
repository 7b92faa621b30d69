"""The text of a dictionary of answers and of the function that fills it."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from burner.rules.edit import Edits
from burner.rules.keeping import Kept
from burner.rules.view import FunctionView


def first_statement(view: FunctionView) -> ast.stmt | None:
    """Return the first statement behind the docstring, if it has a line of its own."""
    body = view.node.body
    doc = (
        isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
        and isinstance(body[0].value.value, str)
    )
    if doc and len(body) == 1:
        return None
    statement = body[1] if doc else body[0]
    return statement if view.starts_line(statement) else None


def statements(view: FunctionView) -> list[ast.stmt]:
    """Return the statements behind the docstring."""
    first = first_statement(view)
    return view.node.body[view.node.body.index(first) :] if first is not None else []


def keeper(view: FunctionView, kept: Kept, function: str, store: str) -> list[str]:
    """Return the lines of a dictionary and a function that fills it."""
    unit = view.unit
    if not kept.parameters:
        return _once(view, kept, function, store)
    # Equal values need not give equal answers: 1 and True, 0.0 and -0.0, Decimal("1.0") and Decimal("1.00") are written
    # differently, and so are equal points in time of two time zones.
    parts = [
        n if is_plain else f"type({n}), repr({n}), {n}" for n, is_plain in zip(kept.parameters, kept.plain, strict=True)
    ]
    single = len(kept.parameters) == 1 and kept.plain[0]
    key = kept.parameters[0] if single else f"({', '.join(parts)})"
    lines = [f"{store} = {{}}", "", f"def {function}({', '.join(kept.parameters)}):"]
    if not single:
        lines.append(f"{unit}key = {key}")
        key = "key"
    value = kept.template.split("\n")
    lines += [
        f"{unit}if {key} not in {store}:",
        f"{unit}{unit}{store}[{key}] = {value[0]}",
        *value[1:],
        f"{unit}return {store}[{key}]",
        "",
    ]
    return lines


def _once(view: FunctionView, kept: Kept, function: str, store: str) -> list[str]:
    unit = view.unit
    value = kept.template.split("\n")
    value[-1] += ")"
    lines = [
        f"{store} = []",
        "",
        f"def {function}():",
        f"{unit}if not {store}:",
        f"{unit}{unit}{store}.append({value[0]}",
    ]
    return [*lines, *value[1:], f"{unit}return {store}[0]", ""]


def insert_top(edits: Edits, view: FunctionView, lines: Sequence[str]) -> None:
    """Insert lines at the top of the function, behind the docstring."""
    statement = first_statement(view)
    if statement is not None:
        edits.before(statement, lines)
