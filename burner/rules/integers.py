"""Shapes of integer code that several rules look for."""

from __future__ import annotations

import ast

from burner.rules.view import FunctionView


def is_name(node: ast.AST | None, name: str) -> bool:
    """Return whether a node is this name."""
    return isinstance(node, ast.Name) and node.id == name


def is_number(node: ast.AST | None, value: object) -> bool:
    """Return whether a node is this constant."""
    return isinstance(node, ast.Constant) and node.value == value and type(node.value) is type(value)


def range_stop(view: FunctionView, source: ast.expr) -> ast.expr | None:
    """Return where a range of step 1 stops."""
    call = view.call(source, "range")
    if call is None or call.keywords or len(call.args) not in {1, 2}:
        return None
    return call.args[-1]


def is_plus_one(stop: ast.expr, number: str) -> bool:
    """Return whether an expression is `number + 1`."""
    match stop:
        case ast.BinOp(ast.Name(id=name), ast.Add(), one):
            return name == number and is_number(one, 1)
    return False
