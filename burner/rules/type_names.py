"""Types as they are written: recorded types and annotations, taken apart."""

from __future__ import annotations

import ast

HASHABLE = frozenset(
    {"str", "int", "bytes", "bool", "float", "None", "date", "datetime", "time", "timedelta", "Decimal", "Fraction"}
    | {"frozenset", "complex", "UUID", "Path"}
)
PLAIN_KEYS = frozenset({"str", "int", "bytes", "date", "None"})
"""Types whose equal values are alike in all, wherever nothing but this type comes: no floats, no points in time."""


CHANGEABLE = frozenset(
    {"list", "dict", "set", "bytearray", "deque", "Counter", "defaultdict", "OrderedDict", "ndarray"}
)


def parse(text: str | None) -> ast.expr | None:
    """Return the type expression of a recorded type or annotation; None if it is not one."""
    if not text:
        return None
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None


def head(kind: ast.expr | None) -> str | None:
    """Return the type's own name ("list" of `list[int]`), None for unions and unknown ones."""
    if isinstance(kind, ast.Subscript):
        return head(kind.value)
    if isinstance(kind, ast.Attribute):
        return kind.attr
    if isinstance(kind, ast.Constant):
        if kind.value is None:
            return "None"
        return head(parse(kind.value)) if isinstance(kind.value, str) else None
    if isinstance(kind, ast.Name):
        return {"List": "list", "Dict": "dict", "Tuple": "tuple", "Set": "set", "FrozenSet": "frozenset"}.get(
            kind.id, kind.id
        )
    return None


def parts(kind: ast.expr | None) -> list[ast.expr]:
    """Return the arguments of a generic type."""
    if not isinstance(kind, ast.Subscript):
        return []
    return list(kind.slice.elts) if isinstance(kind.slice, ast.Tuple) else [kind.slice]


def members(kind: ast.expr | None) -> list[ast.expr]:
    """Return the alternatives of a union (or the type itself)."""
    if isinstance(kind, ast.BinOp) and isinstance(kind.op, ast.BitOr):
        return members(kind.left) + members(kind.right)
    if isinstance(kind, ast.Subscript) and head(kind) == "Optional":
        return [*parts(kind), ast.Constant(None)]
    if isinstance(kind, ast.Subscript) and head(kind) == "Union":
        return [m for part in parts(kind) for m in members(part)]
    return [] if kind is None else [kind]


def hashable(kind: ast.expr | None) -> bool:
    """Return whether values of the type can surely be dictionary keys."""
    alternatives = members(kind)
    return bool(alternatives) and all(
        head(m) in HASHABLE or (head(m) == "tuple" and all(is_ellipsis(p) or hashable(p) for p in parts(m)))
        for m in alternatives
    )


def changeable(kind: ast.expr | None) -> bool:
    """Return whether values of the type can surely be changed (and so are no dictionary keys)."""
    return any(head(m) in CHANGEABLE for m in members(kind))


def plain_key(kind: ast.expr | None) -> bool:
    """Return whether equal values of the type are interchangeable (1, 1.0 and True are not, nor 0.0 and -0.0)."""
    names = {head(m) for m in members(kind)}
    if names and names <= PLAIN_KEYS:
        return True
    return names == {"tuple"} and all(is_ellipsis(p) or plain_key(p) for m in members(kind) for p in parts(m))


def is_ellipsis(kind: ast.expr) -> bool:
    """Return whether this is the `...` of `tuple[int, ...]`."""
    return isinstance(kind, ast.Constant) and kind.value is Ellipsis


def element(kind: ast.expr | None) -> ast.expr | None:
    """Return the type of what iterating over the type gives."""
    name, inside = head(kind), parts(kind)
    if name == "str":
        return ast.Name("str")
    if name == "range":
        return ast.Name("int")
    if (
        name in {"list", "set", "frozenset", "deque", "Sequence", "Iterable", "Collection", "Iterator"}
        and len(inside) == 1
    ):
        return inside[0]
    if name in {"dict", "Mapping", "defaultdict", "OrderedDict", "Counter"} and inside:
        return inside[0]
    if name == "tuple" and inside and all(ast.dump(p) == ast.dump(inside[0]) or is_ellipsis(p) for p in inside):
        return inside[0]
    return None
