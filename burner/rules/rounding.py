"""Whether sums depend on the order of adding, as far as types and annotations tell."""

from __future__ import annotations

import ast

from burner.policy.protocol import Brief
from burner.rules import scope, type_names
from burner.rules.kinds import Kinds
from burner.rules.shapes import kind_of, type_text
from burner.rules.view import FunctionView


def rounds(view: FunctionView, brief: Brief, path: ast.expr) -> bool:
    """Return whether something speaks for elements that are not whole numbers."""
    for node in scope.walk(path):
        if isinstance(node, ast.Name):
            text = type_text(view, brief, node.id) or ""
            if any(word in text for word in ("float", "Decimal", "Fraction", "complex", "ndarray", "str")):
                return True
    return kind_of(view, brief, path) in {"ndarray", "dict", "str"}


def adds_inexactly(view: FunctionView, brief: Brief, value: ast.expr) -> bool:
    """Return whether what is added is known to be something whose sums depend on the order of adding."""
    return type_names.head(Kinds(view, brief).of(value)) in {"float", "Decimal", "complex", "str", "list", "tuple"}
