"""What a function's syntax holds, found in one walk: a rule is asked only where the things it is about occur.

Decides nothing about findings. A feature with "@" occurs inside a loop (or comprehension), with "@@" inside two.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

_METHODS = frozenset({"count", "index", "append", "keys", "split", "rsplit", "insert", "pop", "remove"})
_NAMES = frozenset({"sum", "any", "all", "range", "len", "bin", "reduce"})
_SORTS = frozenset({"sorted", "sort"})
_EXTREMES = frozenset({"min", "max"})
_PREFIXES = frozenset({"startswith", "endswith"})
_COPIES = frozenset({"dict", "set", "copy", "union"})
_ARRAYS = frozenset({"append", "concatenate", "vstack", "hstack", "insert", "r_", "column_stack", "row_stack"})
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Mod: "%",
    ast.Mult: "*",
    ast.Pow: "**",
    ast.BitOr: "|",
}
_COMPARISONS: dict[type[ast.AST], str] = {
    ast.In: "in",
    ast.NotIn: "in",
    ast.Eq: "==",
    ast.NotEq: "==",
    ast.Lt: "<",
    ast.LtE: "<",
    ast.Gt: "<",
    ast.GtE: "<",
}
_WORDS: dict[type[ast.AST], str] = {ast.Delete: "del", ast.Dict: "{}"}
_WORTH_A_WALK = re.compile(
    r"\b(?:for|while|split|rsplit|sorted|sort|deepcopy|loads|strptime|fromisoformat|keys|sum|reduce|bin)\b"
    r"|startswith|endswith|\*\*[^\n]*%"
)
_IMPORTS = re.compile(r"^[ \t]*(?:import|from)[ \t][^\n]*?\b(numpy|re)\b", re.MULTILINE)


def may_be_slow(text: str) -> bool:
    """Whether a function's text holds a word that any rule is about."""
    return _WORTH_A_WALK.search(text) is not None


def libraries(text: str) -> set[str]:
    """The libraries that rules are about and that a module imports."""
    return set(_IMPORTS.findall(text))


def features(function: ast.FunctionDef) -> set[str]:
    """The features of a function's body, nested functions included."""
    found: set[str] = set()
    todo: list[tuple[ast.AST, int]] = [(statement, 0) for statement in function.body]
    while todo:
        node, depth = todo.pop()
        kind = type(node)
        inner = depth
        if kind is ast.For or kind is ast.While or kind is ast.AsyncFor:
            found.add("loop")
            inner = depth + 1
        elif isinstance(node, _COMPREHENSIONS):
            found.add("loop")
            inner = depth + len(node.generators)
        elif kind is not ast.Name and kind is not ast.Constant and kind is not ast.Load and kind is not ast.Store:
            for name in _named(node, kind):
                found.add(name)
                if depth:
                    found.add(f"{name}@")
                if depth > 1:
                    found.add(f"{name}@@")
        else:
            continue
        for name in node._fields:
            value = getattr(node, name, None)
            if value.__class__ is list:
                todo += [(child, inner) for child in value if isinstance(child, ast.AST)]
            elif isinstance(value, ast.AST):
                todo.append((value, inner))
    return found


def with_helpers(there: Mapping[str, set[str]]) -> None:
    """Add to the features of each function whether it calls, in a loop, one of the module that searches or divides."""
    for feature, marks in (("search@", {"loop", "=="}), ("divide@", {"loop", "%"})):
        helpers = {f"call {name.rpartition('.')[2]}@" for name, found in there.items() if marks <= found}
        for found in there.values():
            if not helpers.isdisjoint(found):
                found.add(feature)


def _named(node: ast.AST, kind: type[ast.AST]) -> list[str]:
    """The features of one node."""
    if isinstance(node, ast.Call):
        return _of_call(node)
    if isinstance(node, ast.Compare):
        return [_COMPARISONS[type(op)] for op in node.ops if type(op) in _COMPARISONS]
    if isinstance(node, ast.BinOp):
        return [_OPERATORS[type(node.op)]] if type(node.op) in _OPERATORS else []
    if isinstance(node, ast.AugAssign):
        return [f"{_OPERATORS[type(node.op)]}=", _OPERATORS[type(node.op)]] if type(node.op) in _OPERATORS else []
    if isinstance(node, ast.BoolOp):
        return ["or"] if isinstance(node.op, ast.Or) else ["and"]
    if isinstance(node, ast.Subscript):
        return ["[]", "[:]"] if isinstance(node.slice, ast.Slice) else ["[]"]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return _of_assignment(node)
    if kind in _WORDS:
        return [_WORDS[kind]]
    if isinstance(node, ast.List):
        return ["list*"] if any(isinstance(item, ast.Starred) for item in node.elts) else []
    return []


def _of_assignment(node: ast.Assign | ast.AnnAssign) -> list[str]:
    found = ["text="] if _may_be_text(node.value) else []
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    if isinstance(node.value, ast.BinOp) and type(node.value.op) in _OPERATORS:
        operator = _OPERATORS[type(node.value.op)]
        if isinstance(target, ast.Name):
            if target.id in _ends(node.value):
                found.append(f"own{operator}")
        else:
            found.append(f"put{operator}")
    return found


def _ends(node: ast.BinOp) -> set[str]:
    """The names at both ends of a chain of operations."""
    first: ast.expr = node
    while isinstance(first, ast.BinOp):
        first = first.left
    return {end.id for end in (first, node.right) if isinstance(end, ast.Name)}


def _may_be_text(value: ast.expr | None) -> bool:
    """Whether a value that a name starts with may be text, bytes or an empty tuple."""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str | bytes)
    if isinstance(value, ast.Tuple):
        return not value.elts
    return isinstance(value, ast.JoinedStr | ast.Call | ast.BinOp | ast.Subscript | ast.IfExp)


def _of_call(node: ast.Call) -> list[str]:
    function = node.func
    if isinstance(function, ast.Name):
        name, found = function.id, ["call", f"call {function.id}"]
    elif isinstance(function, ast.Attribute):
        name, found = function.attr, ["call", f"call {function.attr}"]
        if name in _METHODS:
            found.append(f".{name}")
        if name in _ARRAYS:
            found.append("array")
    else:
        return ["call"]
    if name in _NAMES:
        found.append(name)
    if name in _SORTS:
        found.append("sort")
    elif name in _EXTREMES:
        found.append("extreme")
    elif name in _PREFIXES:
        found.append("prefix")
    elif name in _COPIES:
        found.append("copy")
    if name in {"deepcopy", "loads"}:
        found.append("deepcopy")
    elif name in {"strptime", "fromisoformat"}:
        found.append("strptime")
    return found
