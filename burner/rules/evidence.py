"""What the body of a function says about its parameters and its cost."""

from __future__ import annotations

import ast
from functools import lru_cache

from burner.rules import effects, kinds, library, scope, type_names
from burner.rules.view import FunctionView


def is_text(view: FunctionView, name: str) -> bool:
    """Return whether a parameter is used as only text can be: others raise before there is an answer to keep."""
    for node in view.uses(name):
        above = view.parents[node]
        if isinstance(above, ast.Attribute) and above.attr in kinds.ONLY_TEXT:
            return True
        if isinstance(above, ast.Call) and node in above.args:
            found = library.known(view, above)
            if found is not None and above.args.index(node) in found.texts:
                return True
    return type_names.head(type_names.parse(_annotation(view, name))) == "str"


def _annotation(view: FunctionView, name: str) -> str | None:
    args = view.node.args
    found = [a.annotation for a in (*args.posonlyargs, *args.args, *args.kwonlyargs) if a.arg == name]
    return ast.unparse(found[0]) if found and found[0] is not None else None


def is_container(view: FunctionView, name: str) -> bool:
    """Return whether a parameter is used as lists and dictionaries are: `p["key"]`, `p.items()`, `p.append`."""
    for node in view.uses(name):
        above = view.parents[node]
        if isinstance(above, ast.Attribute) and above.attr in {
            "items",
            "values",
            "keys",
            "append",
            "get",
            "add",
            "sort",
            "pop",
        }:
            return True
        if isinstance(above, ast.Subscript) and above.value is node:
            text_key = isinstance(above.slice, ast.Constant) and isinstance(above.slice.value, str)
            if text_key or isinstance(view.parents[above], ast.Subscript):
                return True
    return False


@lru_cache(maxsize=256)
def dear(view: FunctionView, depth: int = 3) -> bool:
    """Return whether a function does enough that looking an answer up is likely cheaper."""
    calls = 0
    for node in view.everything():
        if isinstance(node, (ast.For, ast.While, *scope.COMPREHENSIONS)):
            return True
        if isinstance(node, ast.Call):
            found = library.known(view, node)
            other = effects.callee(view, node)
            if found is not None and found.dear:
                return True
            if other is not None and depth > 0 and other.qualname != view.qualname and dear(other, depth - 1):
                return True
            calls += not view.builtin(node.func, "len", "isinstance", "int", "str")
    return calls > 1
