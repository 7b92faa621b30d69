"""What kind of container an expression is, as far as the text and the recorded types tell.

A guess from evidence: None means "can't tell", never "anything".
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.view import FunctionView

CALLS = {
    "list": "list", "sorted": "list", "set": "set", "frozenset": "set", "dict": "dict", "Counter": "dict",
    "defaultdict": "dict", "OrderedDict": "dict", "tuple": "tuple", "str": "str", "repr": "str", "bytes": "bytes",
    "bytearray": "bytes", "deque": "deque", "range": "range", "len": "int", "int": "int", "float": "float",
}  # fmt: skip
METHODS = {
    "split": "list", "rsplit": "list", "splitlines": "list", "readlines": "list", "join": "str", "strip": "str",
    "lower": "str", "upper": "str", "lstrip": "str", "rstrip": "str", "replace": "str", "format": "str", "title": "str",
    "decode": "str", "encode": "bytes", "keys": "keys", "items": "items", "values": "values", "read": "str",
    "capitalize": "str", "casefold": "str", "zfill": "str", "ljust": "str", "rjust": "str", "groups": "tuple",
    "union": "set", "intersection": "set", "difference": "set", "isoformat": "str", "strftime": "str",
}  # fmt: skip
USED_AS = {
    "append": "list", "extend": "list", "insert": "list", "sort": "list", "add": "set", "discard": "set",
    "items": "dict",
    "keys": "dict", "values": "dict", "setdefault": "dict", "startswith": "str", "endswith": "str", "lower": "str",
    "upper": "str", "strip": "str", "split": "str", "appendleft": "deque", "popleft": "deque", "popitem": "dict",
}  # fmt: skip
ANNOTATIONS = {
    "list": "list", "List": "list", "Sequence": "list", "MutableSequence": "list", "tuple": "tuple", "Tuple": "tuple",
    "set": "set", "Set": "set", "frozenset": "set", "FrozenSet": "set", "AbstractSet": "set", "dict": "dict",
    "Dict": "dict", "Mapping": "dict", "MutableMapping": "dict", "Counter": "dict", "defaultdict": "dict", "OrderedDict": "dict",
    "str": "str", "bytes": "bytes", "int": "int", "float": "float", "bool": "int", "deque": "deque", "range": "range",
    "ndarray": "ndarray", "Iterator": "iterator", "Generator": "iterator",
}  # fmt: skip
WRITTEN = {
    ast.List: "list", ast.ListComp: "list", ast.Dict: "dict", ast.DictComp: "dict", ast.Set: "set", ast.SetComp: "set",
    ast.JoinedStr: "str", ast.Tuple: "tuple", ast.GeneratorExp: "iterator", ast.Compare: "int",
}  # fmt: skip


def kind_of(view: FunctionView, brief: Brief, node: ast.AST | None, depth: int = 4) -> str | None:
    """Return "list", "tuple", "set", "dict", "str", "bytes", "int", "float", "range", "keys", ... or None."""
    if node is None or depth <= 0:
        return None
    if isinstance(node, ast.Constant):
        return type(node.value).__name__ if isinstance(node.value, (str, bytes, int, float)) else None
    if type(node) in WRITTEN:
        return WRITTEN[type(node)]
    if isinstance(node, ast.Call):
        return _of_call(view, node)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        return kind_of(view, brief, node.value, depth - 1)
    if isinstance(node, ast.BinOp):
        return _of_operation(view, brief, node, depth)
    if isinstance(node, (ast.IfExp, ast.BoolOp)):
        choices = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
        return _one(kind_of(view, brief, n, depth - 1) for n in choices)
    if isinstance(node, ast.Name):
        return _of_name(view, brief, node.id, depth)
    if isinstance(node, ast.Attribute):
        return _of_attribute(view, brief, node, depth)
    return _by_use(view, node)


def _of_call(view: FunctionView, call: ast.Call) -> str | None:
    if isinstance(call.func, ast.Name):
        if call.func.id in CALLS and call.func.id not in view.locals:
            return CALLS[call.func.id]
        function = view.function(call.func.id)
        return annotation_kind(function.returns) if function is not None else None
    if isinstance(call.func, ast.Attribute):
        return METHODS.get(call.func.attr)
    return None


def _of_operation(view: FunctionView, brief: Brief, node: ast.BinOp, depth: int) -> str | None:
    kinds = {kind_of(view, brief, n, depth - 1) for n in (node.left, node.right)} - {None}
    if isinstance(node.op, ast.Add):
        return kinds.pop() if len(kinds) == 1 else None
    if isinstance(node.op, ast.Mod) and isinstance(node.left, (ast.Constant, ast.JoinedStr)):
        return kind_of(view, brief, node.left, depth - 1)
    if isinstance(node.op, ast.Mult):
        sequences = kinds & {"list", "tuple", "str", "bytes"}
        return sequences.pop() if sequences else (kinds.pop() if len(kinds) == 1 else None)
    if isinstance(node.op, ast.Div):
        return "float" if kinds <= {"int", "float"} else None
    return kinds.pop() if len(kinds) == 1 else None


def _of_name(view: FunctionView, brief: Brief, name: str, depth: int) -> str | None:
    found: list[str | None] = []
    if name in view.parameters:
        found.append(_of_parameter(view, brief, name))
    if name in view.locals:
        values, other = assigned(view, name)
        found += [kind_of(view, brief, value, depth - 1) for value in values]
        for node in view.everything():
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
                found.append(annotation_kind(node.annotation))
        if other and name not in view.parameters:
            found.append(None)
    else:
        for statement in view.tree.body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)) and name in scope.bound(statement):
                found.append(kind_of(view, brief, statement.value, depth - 1))
    kinds = {k for k in found if k is not None}
    if len(kinds) == 1:
        return kinds.pop()
    return "mixed" if kinds else _by_use(view, ast.Name(name, ast.Load()))


def _of_parameter(view: FunctionView, brief: Brief, name: str) -> str | None:
    if view.qualname == brief.qualname and name in brief.types:
        return text_kind(brief.types[name])
    args = view.node.args
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs):
        if arg.arg == name:
            return annotation_kind(arg.annotation)
    return "tuple" if args.vararg is not None and args.vararg.arg == name else "dict"


def assigned(view: FunctionView, name: str) -> tuple[list[ast.expr], bool]:
    """Return the values that plain assignments give to a name, and whether it is bound in any other way."""
    values, known = _assignments(view).get(name, ([], 0))
    stores = sum(1 for n in view.uses(name) if isinstance(n.ctx, ast.Store))
    return values, stores > known


@lru_cache(maxsize=64)
def _assignments(view: FunctionView) -> Mapping[str, tuple[list[ast.expr], int]]:
    """Return for each name the values that assignments give to it, and how often those that may have none bind it."""
    values: dict[str, list[ast.expr]] = {}
    known: Counter[str] = Counter()
    for node in view.everything():
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    values.setdefault(target.id, []).append(node.value)
                    known[target.id] += 1
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr, ast.AugAssign)) and isinstance(node.target, ast.Name):
            known[node.target.id] += 1
            if not isinstance(node, ast.AugAssign) and node.value is not None:
                values.setdefault(node.target.id, []).append(node.value)
    return {name: (values.get(name, []), count) for name, count in known.items()}


def _of_attribute(view: FunctionView, brief: Brief, node: ast.Attribute, depth: int) -> str | None:
    if view.owner is not None and isinstance(node.value, ast.Name) and node.value.id == view.self_name:
        found: set[str | None] = set()
        for part in _attributes_of(view.owner).get(node.attr, ()):
            if isinstance(part, ast.AnnAssign):
                found.add(annotation_kind(part.annotation))
            elif not isinstance(part.value, (ast.Name, ast.Attribute)):
                found.add(kind_of(view, brief, part.value, min(depth - 1, 1)))
        found.discard(None)
        if len(found) == 1:
            return found.pop()
    return _by_use(view, node)


@lru_cache(maxsize=64)
def _attributes_of(owner: ast.ClassDef) -> Mapping[str, list[ast.Assign | ast.AnnAssign]]:
    """Return the assignments to each attribute in a class, and the annotations of its body."""
    found: dict[str, list[ast.Assign | ast.AnnAssign]] = {}
    for part in scope.walk(owner):
        if isinstance(part, ast.Assign):
            for name in {target.attr for target in part.targets if isinstance(target, ast.Attribute)}:
                found.setdefault(name, []).append(part)
        elif isinstance(part, ast.AnnAssign):
            target = part.target
            if isinstance(target, (ast.Attribute, ast.Name)):
                found.setdefault(target.attr if isinstance(target, ast.Attribute) else target.id, []).append(part)
    return found


def _by_use(view: FunctionView, node: ast.AST) -> str | None:
    """Return the kind that the methods called on an expression in this function (or class) speak for."""
    whole_class = isinstance(node, ast.Attribute) and view.owner is not None
    kinds = _used_in(view.owner if whole_class and view.owner is not None else view.node).get(scope.plain(node), set())
    return next(iter(kinds)) if len(kinds) == 1 else None


@lru_cache(maxsize=256)
def _used_in(region: ast.AST) -> Mapping[str, set[str]]:
    """Return the kinds that the methods called in a function or class speak for, by the expression they are called on."""
    found: dict[str, set[str]] = {}
    for node in scope.walk(region):
        if isinstance(node, ast.Attribute) and node.attr in USED_AS:
            found.setdefault(scope.plain(node.value), set()).add(USED_AS[node.attr])
    return found


def _one(kinds: Iterable[str | None]) -> str | None:
    known = {k for k in kinds if k is not None}
    return known.pop() if len(known) == 1 else None


def annotation_kind(node: ast.expr | None) -> str | None:
    """Return the kind an annotation speaks of."""
    return None if node is None else text_kind(ast.unparse(node).strip("'\""))


def text_kind(text: str) -> str | None:
    """Return the kind a type's text speaks of ("list[int]" is "list"; unions only if all but None agree).

    "mixed" where text is among several: what it holds is looked for in another way than in all other kinds.
    """
    text = re.sub(r"^(typing\.|t\.|collections\.(abc\.)?)", "", text.strip())
    if text.startswith("Optional["):
        return text_kind(text[len("Optional[") : -1])
    kinds = {
        ANNOTATIONS.get(part.strip().split("[")[0].split(".")[-1]) for part in _union(text) if part.strip() != "None"
    }
    if len(kinds) > 1 and kinds & {"str", "bytes"}:
        return "mixed"
    return kinds.pop() if len(kinds) == 1 else None


def _union(text: str) -> list[str]:
    found, depth, start = [], 0, 0
    for place, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        if char == "|" and depth == 0:
            found.append(text[start:place])
            start = place + 1
    return [*found, text[start:]]


def only_ints(view: FunctionView, brief: Brief, node: ast.AST) -> bool:
    """Return whether recorded types and annotations behind an expression name whole numbers and nothing unlike them."""
    known = False
    for name in {n.id for n in scope.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}:
        text = type_text(view, brief, name)
        if text is None:
            continue
        if re.search(r"\b(float|str|complex|Decimal|Fraction|bytes|object|Any|ndarray)\b", text):
            return False
        known = known or bool(re.search(r"\b(int|bool)\b", text))
    return known


def type_text(view: FunctionView, brief: Brief, name: str) -> str | None:
    """Return the recorded type of a parameter, or else its annotation's text."""
    if view.qualname == brief.qualname and name in brief.types:
        return brief.types[name]
    args = {a.arg: a.annotation for a in scope.walk(view.node.args) if isinstance(a, ast.arg)}
    annotation = args.get(name)
    return ast.unparse(annotation) if annotation is not None else None
