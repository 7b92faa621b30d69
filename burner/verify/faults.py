"""The faults that one node of a function can be given, and how each is put in: one small change, never a message.

Knows single nodes only; which of the faults are used is the choice of `mutants`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr, ast.Pow: ast.Mult,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
_ORDERED = (ast.Sub, ast.FloorDiv, ast.Div, ast.Mod, ast.Pow)
_OTHER_CALL = {
    "min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith", "endswith": "startswith",
    "lower": "upper", "upper": "lower", "appendleft": "append", "popleft": "pop",
    "rstrip": "lstrip", "lstrip": "rstrip",
    "find": "rfind", "rfind": "find", "bisect_left": "bisect_right", "bisect_right": "bisect_left", "floor": "ceil",
    "ceil": "floor", "nlargest": "nsmallest", "nsmallest": "nlargest", "keys": "values", "union": "intersection",
    "intersection": "union",
}  # fmt: skip
_EITHER_WAY = {"isinstance", "min", "max", "zip", "gcd", "lcm", "hypot", "isclose", "range"}


def faults(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The changes that one node allows, each with its kind and what is said of it."""
    if isinstance(node, ast.expr):
        yield from _kinds_of_expression(node)
    elif isinstance(node, (ast.If, ast.While)):
        if not _is_same_when_negated(node.test):
            yield "negate", f"condition negated: {ast.unparse(node.test)}"
        if isinstance(node, ast.If):
            yield "skip", f"branch never taken: {ast.unparse(node.test)}"
    elif isinstance(node, (ast.Break, ast.Continue)):
        yield "remove", f"{ast.unparse(node)} removed"
    elif isinstance(node, ast.AugAssign):
        if type(node.op) in _COMPUTED and not _is_text(node):
            yield "compute", f"{_named(node.op)} to {_named(_COMPUTED[type(node.op)])} in {ast.unparse(node)}"
        yield "remove", f"removed: {ast.unparse(node)}"
    elif _may_be_missing(node):
        yield "remove", f"removed: {ast.unparse(node)}"
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "unfiltered", f"filter dropped: {ast.unparse(node.ifs[0])}"
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "return", f"returns None for {ast.unparse(node.value)}"


def _may_be_missing(node: ast.AST) -> bool:
    """Whether the function still compiles and its names are still bound without a statement."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call)
    stores = isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Subscript, ast.Attribute))
    return stores or isinstance(node, ast.Delete)


def _kinds_of_expression(node: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        first = node.ops[0]
        yield "compare", f"{_named(first)} to {_named(_COMPARED[type(first)])} in {ast.unparse(node)}"
        if type(first) in _TURNED:
            yield "turn", f"{_named(first)} to {_named(_TURNED[type(first)])} in {ast.unparse(node)}"
    elif isinstance(node, ast.BoolOp):
        yield "bool", f"and/or exchanged in {ast.unparse(node)}"
        yield "drop", f"last part dropped of {ast.unparse(node)}"
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED:
        yield from _kinds_of_sum(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "constant", f"{node.value} to {not node.value}"
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield "more", f"{node.value} to {node.value + 1}"
        yield "less", f"{node.value} to {node.value - 1}"
    elif isinstance(node, ast.IfExp):
        yield "negate", f"condition negated: {ast.unparse(node.test)}"
    elif isinstance(node, ast.Call):
        yield from _kinds_of_call(node)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        if node.slice.lower is not None and node.slice.upper is None:
            yield "slice", f"begins one later: {ast.unparse(node)}"
    elif isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant):
        yield "unary", f"`{_named(node.op)}` dropped: {ast.unparse(node)}"


def _kinds_of_sum(node: ast.BinOp) -> Iterator[tuple[str, str]]:
    """Texts and lists can only be added: another operator would fail on any call."""
    if isinstance(node.op, ast.Add) and not _has_number(node):
        yield "drop", f"second part dropped of {ast.unparse(node)}"
    elif not _is_text(node):
        yield "compute", f"{_named(node.op)} to {_named(_COMPUTED[type(node.op)])} in {ast.unparse(node)}"
        if isinstance(node.op, _ORDERED):
            yield "swap", f"sides exchanged in {ast.unparse(node)}"


def _kinds_of_call(node: ast.Call) -> Iterator[tuple[str, str]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _OTHER_CALL:
        yield "call", f"{name} to {_OTHER_CALL[name]}"
    if name in ("sorted", "sort"):
        yield "order", f"{name} in the other order"
        if any(keyword.arg == "key" for keyword in node.keywords):
            yield "key", f"{name} without its key"
    elif len(node.args) == 2 and name not in _EITHER_WAY:
        yield "swap", f"arguments of {name} exchanged"


def _is_same_when_negated(test: ast.expr) -> bool:
    """Whether the opposite operator says the same as `not`, so that one of the two changes is enough."""
    exact = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
    return (isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], exact)) or (
        isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    )


def _has_number(node: ast.BinOp) -> bool:
    return any(
        isinstance(side, ast.Constant) and isinstance(side.value, (int, float)) for side in (node.left, node.right)
    )


_SIGNS = {
    "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "NotEq": "!=", "In": "in", "NotIn": "not in",
    "Is": "is",
    "IsNot": "is not", "Add": "+", "Sub": "-", "Mult": "*", "FloorDiv": "//", "Div": "/", "Mod": "%", "BitAnd": "&",
    "BitOr": "|", "BitXor": "^", "Pow": "**", "Not": "not", "USub": "-", "UAdd": "+", "Invert": "~",
    "LShift": "<<", "RShift": ">>",
}  # fmt: skip


def _named(operator: ast.AST | type[ast.AST]) -> str:
    return _SIGNS[operator.__name__ if isinstance(operator, type) else type(operator).__name__]


def _is_text(node: ast.BinOp | ast.AugAssign) -> bool:
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
    return any(
        isinstance(side, (ast.JoinedStr, ast.List, ast.Tuple))
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in sides
    )


def put_in(function: ast.AST, node: ast.AST, kind: str) -> None:
    """Give a node of a function the fault of a kind that `faults` named for it; changes the tree."""
    if kind == "remove":
        _replace(function, node, ast.Pass())
    elif isinstance(node, ast.expr):
        _apply_to_expression(function, node, kind)
    elif isinstance(node, (ast.If, ast.While)):
        node.test = ast.UnaryOp(ast.Not(), node.test) if kind == "negate" else ast.Constant(value=False)
    elif isinstance(node, ast.AugAssign):
        node.op = _COMPUTED[type(node.op)]()
    elif isinstance(node, ast.comprehension):
        del node.ifs[0]
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(value=None)


def _apply_to_expression(function: ast.AST, node: ast.expr, kind: str) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = (_COMPARED if kind == "compare" else _TURNED)[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        if kind == "bool":
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        else:
            _replace(function, node, ast.BoolOp(node.op, node.values[:-1]) if len(node.values) > 2 else node.values[0])
    elif isinstance(node, ast.BinOp):
        if kind == "drop":
            _replace(function, node, node.left)
        elif kind == "swap":
            node.left, node.right = node.right, node.left
        else:
            node.op = _COMPUTED[type(node.op)]()
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        flipped = not node.value
        node.value = flipped if kind == "constant" else node.value + (1 if kind == "more" else -1)
    elif isinstance(node, ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Call):
        _apply_to_call(node, kind)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and node.slice.lower is not None:
        node.slice.lower = ast.BinOp(node.slice.lower, ast.Add(), ast.Constant(value=1))
    elif isinstance(node, ast.UnaryOp):
        _replace(function, node, node.operand)


def _apply_to_call(node: ast.Call, kind: str) -> None:
    if kind == "swap":
        node.args = node.args[::-1]
    elif kind == "key":
        node.keywords = [keyword for keyword in node.keywords if keyword.arg != "key"]
    elif kind == "order":
        given = [keyword for keyword in node.keywords if keyword.arg == "reverse"]
        if given:
            given[0].value = ast.UnaryOp(ast.Not(), given[0].value)
        else:
            node.keywords.append(ast.keyword("reverse", ast.Constant(value=True)))
    elif isinstance(node.func, ast.Attribute):
        node.func.attr = _OTHER_CALL[node.func.attr]
    elif isinstance(node.func, ast.Name):
        node.func.id = _OTHER_CALL[node.func.id]


def _replace(function: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(function):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(item is old for item in value):
                value[:] = [new if item is old else item for item in value]
                return
