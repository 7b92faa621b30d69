"""Which functions of a file are other code than before; reads text and runs nothing."""

from __future__ import annotations

import ast
import copy

from burner.target import FunctionSpan, functions

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def changed_functions(old: str, new: str) -> list[FunctionSpan]:
    """The functions that both texts have and that are other code in the new one, in the order of the new one.

    Comments, layout, docstrings and annotations of parameters are no code. Raises SyntaxError or ValueError where a
    text does not parse.
    """
    before = functions(old)
    return [span for name, span in functions(new).items() if name in before and _differ(before[name].node, span.node)]


def _differ(old: FunctionNode, new: FunctionNode) -> bool:
    return ast.dump(old) != ast.dump(new) and ast.dump(_code(old)) != ast.dump(_code(new))


def _code(node: FunctionNode) -> FunctionNode:
    """The function without what says nothing about its time: docstrings and annotations, those of inner ones too."""
    code = copy.deepcopy(node)
    for inner in ast.walk(code):
        match inner:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                inner.returns = None
                inner.type_comment = None
                if ast.get_docstring(inner, clean=False) is not None:
                    inner.body = inner.body[1:] or [ast.Pass()]
            case ast.arg():
                inner.annotation = None
    return code
