"""What type an expression seems to have: from recorded types, annotations and how it is written.

A guess for choosing a form of rewrite, never a proof.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from burner.policy.protocol import Brief
from burner.rules.type_names import element, head, is_ellipsis, parse, parts
from burner.rules.view import FunctionView

TEXT_METHODS = frozenset(
    [
        "strip",
        "lstrip",
        "rstrip",
        "lower",
        "upper",
        "title",
        "casefold",
        "capitalize",
        "swapcase",
        "replace",
        "join",
        "zfill",
        "ljust",
        "rjust",
        "center",
        "format",
        "expandtabs",
        "removeprefix",
        "removesuffix",
        "translate",
        "strftime",
        "isoformat",
        "hexdigest",
    ]
)
ONLY_TEXT = frozenset(
    [
        "strip",
        "lstrip",
        "rstrip",
        "lower",
        "upper",
        "title",
        "casefold",
        "capitalize",
        "replace",
        "zfill",
        "startswith",
        "endswith",
        "split",
        "rsplit",
        "splitlines",
        "partition",
        "rpartition",
        "encode",
        "isdigit",
        "isalpha",
        "isalnum",
        "isspace",
        "isupper",
        "islower",
        "removeprefix",
        "removesuffix",
        "translate",
    ]
)
"""Methods that tell that their receiver is text."""
INT_CALLS = frozenset({"len", "int", "ord", "hash", "id"})


def _generic(name: str, *inside: ast.expr | None) -> ast.expr:
    known = [k for k in inside if k is not None]
    if not inside or len(known) < len(inside):
        return ast.Name(name)
    return ast.Subscript(ast.Name(name), known[0] if len(known) == 1 else ast.Tuple(known, ast.Load()), ast.Load())


def _is_attribute(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == name and isinstance(node.value, ast.Name)


class Kinds:
    """Types of the expressions of one function."""

    def __init__(self, view: FunctionView, brief: Brief) -> None:
        self.view = view
        self.brief = brief
        recorded: Mapping[str, str] = brief.types if view.qualname == brief.qualname else {}
        args = view.node.args
        self.parameters: dict[str, ast.expr | None] = {
            a.arg: parse(recorded.get(a.arg)) or a.annotation for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)
        }
        self._open: set[str] = set()

    def of(self, node: ast.AST | None) -> ast.expr | None:  # noqa: PLR0911 - one line per syntax
        """Return the type of an expression, None if unknown."""
        match node:
            case ast.Constant(value=value):
                return ast.Constant(None) if value is None else ast.Name(type(value).__name__)
            case ast.JoinedStr():
                return ast.Name("str")
            case ast.Compare() | ast.UnaryOp(op=ast.Not()):
                return ast.Name("bool")
            case ast.List(elts=items) | ast.Set(elts=items):
                name = "list" if isinstance(node, ast.List) else "set"
                return _generic(name, self._either(items) if items else None)
            case ast.ListComp(elt=item) | ast.SetComp(elt=item):
                return _generic("list" if isinstance(node, ast.ListComp) else "set", self.of(item))
            case ast.Dict(keys=keys, values=values):
                known = [k for k in keys if k is not None]
                whole = bool(keys) and len(known) == len(keys)
                return _generic("dict", self._either(known), self._either(values)) if whole else ast.Name("dict")
            case ast.DictComp(key=key, value=value):
                return _generic("dict", self.of(key) or ast.Name("Any"), self.of(value))
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == self.view.self_name:
                return self._own(attribute)
            case ast.Tuple(elts=items):
                return self._tuple(items)
            case ast.Name(id=name):
                return self._name(name)
            case ast.Subscript():
                return self._subscript(node)
            case ast.Call():
                return self._call(node)
            case ast.BinOp(left=left, op=op, right=right):
                return self._operation(left, op, right)
            case ast.IfExp(body=one, orelse=other):
                return self._either([one, other])
            case ast.BoolOp(values=values):
                return self._either(values)
        return None

    def _own(self, attribute: str) -> ast.expr | None:
        """Return the type of an attribute of the own object, from what its class stores there."""
        mark = f".{attribute}"
        owner = self.view.owner
        if owner is None or mark in self._open:
            return None
        self._open.add(mark)
        found: list[ast.expr | None] = []
        for statement in owner.body:
            target = statement.target if isinstance(statement, ast.AnnAssign) else None
            if isinstance(statement, ast.AnnAssign) and isinstance(target, ast.Name) and target.id == attribute:
                found.append(statement.annotation)
            other = (
                self.view.other(f"{owner.name}.{statement.name}") if isinstance(statement, ast.FunctionDef) else None
            )
            found += self._stored(other, attribute) if other is not None else []
        self._open.discard(mark)
        known = [k for k in found if k is not None]
        alike = known and len({head(k) for k in known}) == 1
        return max(known, key=lambda k: len(ast.dump(k))) if alike else None

    def _stored(self, other: FunctionView, attribute: str) -> list[ast.expr | None]:
        inner = Kinds(other, self.brief)
        inner._open = self._open
        found: list[ast.expr | None] = []
        for node in other.nodes():
            if isinstance(node, ast.Assign) and any(_is_attribute(t, attribute) for t in node.targets):
                found.append(inner.of(node.value))
            elif isinstance(node, ast.AnnAssign) and _is_attribute(node.target, attribute):
                found.append(node.annotation)
        return found

    def _tuple(self, items: list[ast.expr]) -> ast.expr:
        inside = [self.of(i) for i in items]
        known = [i for i in inside if i is not None]
        if not items or len(known) < len(items):
            return ast.Name("tuple")
        return ast.Subscript(ast.Name("tuple"), ast.Tuple(known, ast.Load()), ast.Load())

    def _either(self, values: list[ast.expr]) -> ast.expr | None:
        inside = [self.of(v) for v in values] or [None]
        first = inside[0]
        return (
            first
            if first is not None and all(i is not None and ast.dump(i) == ast.dump(first) for i in inside)
            else None
        )

    def _operation(self, left: ast.expr, op: ast.operator, right: ast.expr) -> ast.expr | None:
        one, other = self.of(left), self.of(right)
        if isinstance(op, ast.Mod) and head(one) == "str":
            return one
        if isinstance(op, (ast.Add, ast.Mult)) and {head(one), head(other)} & {"str", "list", "bytes"}:
            return next(k for k in (one, other) if head(k) in {"str", "list", "bytes"})
        if head(one) == head(other) == "int" and not isinstance(op, (ast.Div, ast.Pow)):
            return ast.Name("int")
        return one if one is not None and head(one) == head(other) and not isinstance(op, ast.Div) else None

    def _subscript(self, node: ast.Subscript) -> ast.expr | None:
        kind = self.of(node.value)
        if isinstance(node.slice, ast.Slice):
            return kind
        if head(kind) in {"dict", "Mapping", "defaultdict", "OrderedDict"} and len(parts(kind)) == 2:
            return parts(kind)[1]
        inside = parts(kind)
        if head(kind) == "tuple" and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int):
            place = node.slice.value
            if inside and not any(is_ellipsis(p) for p in inside) and -len(inside) <= place < len(inside):
                return inside[place]
        return None if head(kind) == "dict" else element(kind)

    def _call(self, node: ast.Call) -> ast.expr | None:
        function = node.func
        if isinstance(function, ast.Attribute):
            if function.attr in TEXT_METHODS:
                return ast.Name("str")
            if function.attr in {"split", "rsplit", "splitlines", "partition", "rpartition"}:
                return parse("list[str]")
            if function.attr in {"bit_length", "bit_count", "toordinal", "weekday"}:
                return ast.Name("int")
            if function.attr == "date":
                return ast.Name("date")
            if function.attr in {"get", "pop", "setdefault"} and len(parts(self.of(function.value))) == 2:
                return parts(self.of(function.value))[1]
        if isinstance(function, ast.Name) and not self.view.shadowed(function.id):
            if function.id in INT_CALLS:
                return ast.Name("int")
            if function.id in {"str", "repr", "chr", "ascii", "bin", "hex", "format"}:
                return ast.Name("str")
            if function.id in {"list", "sorted"}:
                inner = element(self.of(node.args[0])) if node.args else None
                return ast.Name("list") if inner is None else ast.Subscript(ast.Name("list"), inner, ast.Load())
            if function.id in {"dict", "set", "frozenset", "bool", "float", "range", "bytes", "tuple"}:
                return ast.Name(function.id)
        return None

    def _name(self, name: str) -> ast.expr | None:
        if name in self._open:
            return None
        self._open.add(name)
        try:
            found = [self._bound(n) for n in self.view.uses(name) if isinstance(n.ctx, ast.Store)]
            if name in self.view.parameters:
                found.append(self.parameters.get(name))
        finally:
            self._open.discard(name)
        first = found[0] if found else None
        return (
            first
            if first is not None and all(k is not None and ast.dump(k) == ast.dump(first) for k in found)
            else None
        )

    def _bound(self, store: ast.Name) -> ast.expr | None:
        above = self.view.parents[store]
        match above:
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value) | ast.NamedExpr(value=value):
                return self.of(value)
            case ast.AugAssign(value=value):
                return self.of(value)
            case ast.For(iter=source) | ast.comprehension(iter=source):
                return self._item(source)
            case ast.Tuple():
                return self._unpacked(above, store)
        return None

    def _unpacked(self, target: ast.Tuple, store: ast.Name) -> ast.expr | None:
        place = next(i for i, item in enumerate(target.elts) if item is store)
        above = self.view.parents[target]
        if isinstance(above, ast.Assign):
            if isinstance(above.value, ast.Tuple) and len(above.value.elts) == len(target.elts):
                return self.of(above.value.elts[place])
            kind = self.of(above.value)
        elif isinstance(above, (ast.For, ast.comprehension)):
            counted = self.view.call(above.iter, "enumerate")
            if counted:
                return ast.Name("int") if place == 0 else self._item(counted.args[0])
            if isinstance(above.iter, ast.Call) and isinstance(above.iter.func, ast.Attribute):
                kind = self._items(above.iter.func)
            else:
                kind = self._item(above.iter)
        else:
            return None
        inside = parts(kind)
        if head(kind) == "tuple" and len(inside) == len(target.elts) and not any(is_ellipsis(p) for p in inside):
            return inside[place]
        return element(kind)

    def _items(self, function: ast.Attribute) -> ast.expr | None:
        inside = parts(self.of(function.value))
        if function.attr == "items" and len(inside) == 2:
            return ast.Subscript(ast.Name("tuple"), ast.Tuple(inside, ast.Load()), ast.Load())
        return None

    def _item(self, source: ast.expr) -> ast.expr | None:
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute):
            inside = parts(self.of(source.func.value))
            if source.func.attr == "values" and len(inside) == 2:
                return inside[1]
            if source.func.attr == "keys" and inside:
                return inside[0]
        again = self.view.call(source, "reversed", "sorted", "list", "set", "tuple")
        if again:
            return self._item(again.args[0]) if again.args else None
        return element(self.of(source))
