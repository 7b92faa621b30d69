"""Whether one object may serve several readers: it can't be changed, or nobody changes or keeps it."""

from __future__ import annotations

import ast

from burner.policy.protocol import Brief
from burner.rules import effects, kinds, library, scope, type_names
from burner.rules.effects import MORE_METHODS
from burner.rules.known import PURE_METHODS
from burner.rules.purity import root
from burner.rules.view import FunctionView

_LOOKING = frozenset(
    [
        "len",
        "sum",
        "min",
        "max",
        "any",
        "all",
        "sorted",
        "list",
        "tuple",
        "set",
        "frozenset",
        "str",
        "repr",
        "int",
        "float",
        "bool",
        "print",
        "isinstance",
        "map",
        "filter",
    ]
)


_LOOKING_METHODS = frozenset(
    {"extend", "update", "join", "union", "intersection", "difference", "startswith", "endswith", "isdisjoint"}
    | {"issubset", "issuperset", "count", "index"}
)
_VALUE_METHODS = frozenset(
    {"count", "index", "find", "startswith", "endswith", "isdigit", "group", "match", "search", "fullmatch"}
)


def only_read(view: FunctionView, node: ast.expr, depth: int = 6, *, returned: bool = False) -> bool:  # noqa: PLR0911 - one line per syntax
    """Return whether nobody changes or keeps the object that an expression gives; with `returned`, it may be handed back."""
    above = view.parents[node]

    def goes_on(inner: ast.expr) -> bool:
        return only_read(view, inner, depth - 1, returned=returned)

    def reads(names: list[str]) -> bool:
        return all(_uses_read(view, name, depth, returned=returned) for name in names)

    match above:
        case _ if depth <= 0:
            return False
        case (
            ast.Compare() | ast.BinOp() | ast.FormattedValue() | ast.Expr() | ast.UnaryOp() | ast.Raise() | ast.Assert()
        ):
            return True
        case ast.If() | ast.While() | ast.Starred():
            return True
        case ast.Return():
            return returned
        case ast.IfExp():
            return above.test is node or goes_on(above)
        case ast.BoolOp():
            holder = view.parents[above]
            return isinstance(holder, (ast.If, ast.While, ast.UnaryOp)) or goes_on(above)
        case ast.Subscript():
            return above.slice is node or (isinstance(above.ctx, ast.Load) and only_read(view, above, depth - 1))
        case ast.Attribute():
            return isinstance(above.ctx, ast.Load) and _method_reads(view, above, depth)
        case ast.For() | ast.comprehension():
            return above.iter is node and all(_uses_read(view, n, depth) for n in _target_names(above.target))
        case ast.Assign():
            return reads([n for t in above.targets for n in _target_names(t)])
        case ast.AnnAssign() | ast.NamedExpr():
            return reads(_target_names(above.target))
        case ast.AugAssign():
            return above.value is node
        case ast.Call():
            return _call_reads(view, above, node)
        case ast.GeneratorExp(elt=item) | ast.ListComp(elt=item) | ast.SetComp(elt=item):
            return item is node and only_read(view, above, depth - 1)
        case ast.Lambda():
            holder = view.parents[above]
            return isinstance(holder, ast.keyword) and holder.arg == "key"
    return False


def _target_names(target: ast.AST) -> list[str]:
    names = [n.id for n in scope.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    plain = all(
        isinstance(n, (ast.Name, ast.Tuple, ast.List, ast.Starred, ast.expr_context)) for n in scope.walk(target)
    )
    return names if plain else ["?"]


def _uses_read(view: FunctionView, name: str, depth: int, *, returned: bool = False) -> bool:
    if name == "?" or name in view.outer_names:
        return False
    loads = [n for n in view.uses(name) if isinstance(n.ctx, ast.Load)]
    return name == "_" or all(only_read(view, n, depth - 1, returned=returned) for n in loads)


def _method_reads(view: FunctionView, node: ast.Attribute, depth: int) -> bool:
    above = view.parents[node]
    if isinstance(above, ast.Call) and above.func is node:
        if node.attr in {"items", "values", "get"}:
            return only_read(view, above, depth - 1)
        return node.attr in PURE_METHODS or node.attr in MORE_METHODS
    return only_read(view, node, depth - 1)


def _call_reads(view: FunctionView, call: ast.Call, node: ast.expr) -> bool:
    function = call.func
    if function is node:
        return False
    if isinstance(function, ast.Name):
        if view.builtin(function, *_LOOKING):
            return True
        if view.builtin(function, "enumerate", "zip", "reversed"):
            return only_read(view, call)
    found = library.known(view, call)
    if found is not None:
        return found.shared
    if (
        isinstance(function, ast.Attribute)
        and function.attr in {"get", "setdefault", "pop"}
        and call.args[:1] == [node]
    ):
        return True
    if isinstance(function, ast.Attribute) and effects.callee(view, call) is None:
        return function.attr in _LOOKING_METHODS
    other = effects.callee(view, call)
    return (
        other is not None
        and effects.reading(other) is not None
        and gives_shared(other, Brief(view.text, other.qualname))
    )


_GIVES_VALUE = frozenset(
    [
        "len",
        "int",
        "str",
        "float",
        "bool",
        "abs",
        "round",
        "tuple",
        "frozenset",
        "ord",
        "chr",
        "repr",
        "hash",
        "min",
        "max",
        "sum",
        "any",
        "all",
        "divmod",
        "pow",
        "isinstance",
        "bytes",
        "next",
    ]
)


def gives_shared(view: FunctionView, brief: Brief) -> bool:
    """Return whether every answer of a function is an unchangeable value, or an object that existed before."""
    returns = [n for n in view.nodes() if isinstance(n, ast.Return)]
    return all(r.value is None or _shared(view, brief, r.value, frozenset({view.qualname})) for r in returns)


def _shared(
    view: FunctionView, brief: Brief, node: ast.expr, seen: frozenset[str], names: frozenset[str] = frozenset()
) -> bool:
    def again(inner: ast.expr) -> bool:
        return _shared(view, brief, inner, seen, names)

    match node:
        case ast.Constant() | ast.JoinedStr() | ast.Compare() | ast.UnaryOp() | ast.Attribute():
            return True
        case ast.Subscript():
            known = kinds.Kinds(view, brief)
            return type_names.hashable(known.of(node)) or root(node) in view.parameters or root(node) not in view.locals
        case ast.Tuple(elts=items) | ast.BoolOp(values=items):
            return all(again(i) for i in items)
        case ast.IfExp(body=one, orelse=other):
            return again(one) and again(other)
        case ast.BinOp(left=left, right=right):
            known = kinds.Kinds(view, brief)
            return not (type_names.changeable(known.of(left)) or type_names.changeable(known.of(right)))
        case ast.Name(id=name):
            if name in view.parameters or name not in view.locals or name in names:
                return not any(isinstance(n.ctx, ast.Store) and _augmented(view, n) for n in view.uses(name))
            stores = [n for n in view.uses(name) if isinstance(n.ctx, ast.Store)]
            return all(_stored_shared(view, brief, n, seen, names | {name}) for n in stores)
        case ast.Call():
            return _call_shared(view, brief, node, seen)
    return False


def _augmented(view: FunctionView, store: ast.Name) -> bool:
    above = view.parents[store]
    return isinstance(above, ast.AugAssign) and isinstance(above.value, (ast.List, ast.ListComp, ast.Set))


def _stored_shared(
    view: FunctionView, brief: Brief, store: ast.Name, seen: frozenset[str], names: frozenset[str]
) -> bool:
    above = view.parents[store]
    if isinstance(above, (ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.AugAssign)) and above.value is not None:
        return _shared(view, brief, above.value, seen, names)
    return isinstance(above, (ast.For, ast.Tuple, ast.comprehension))


def _call_shared(view: FunctionView, brief: Brief, node: ast.Call, seen: frozenset[str]) -> bool:
    found = library.known(view, node)
    if found is not None:
        return found.shared
    function = node.func
    other = effects.callee(view, node)
    if other is not None:
        if other.qualname in seen:
            return True
        returns = [n.value for n in other.nodes() if isinstance(n, ast.Return) and n.value is not None]
        return all(_shared(other, brief, r, seen | {other.qualname}) for r in returns)
    if isinstance(function, ast.Attribute):
        if function.attr == "get" and root(function) in view.parameters:
            return True
        return function.attr in library.SHARED_METHODS | kinds.TEXT_METHODS | _VALUE_METHODS
    if isinstance(function, ast.Name):
        return view.builtin(function, *_GIVES_VALUE) or _value_class(view, function.id)
    return False


def _says_frozen(decorator: ast.expr) -> bool:
    given = decorator.keywords if isinstance(decorator, ast.Call) else []
    return any(k.arg == "frozen" and isinstance(k.value, ast.Constant) and k.value.value is True for k in given)


def _value_class(view: FunctionView, name: str) -> bool:
    """Return whether a class of the module makes unchangeable objects: a NamedTuple, an Enum, a frozen dataclass."""
    for statement in view.tree.body:
        if isinstance(statement, ast.ClassDef) and statement.name == name:
            bases = {
                b.id if isinstance(b, ast.Name) else b.attr if isinstance(b, ast.Attribute) else ""
                for b in statement.bases
            }
            frozen = any(_says_frozen(d) for d in statement.decorator_list)
            return frozen or bool(bases & {"NamedTuple", "Enum", "IntEnum"})
    return False


def shared_value(view: FunctionView, brief: Brief, node: ast.expr) -> bool:
    """Return whether an expression gives an unchangeable value, or an object that existed before."""
    return _shared(view, brief, node, frozenset({view.qualname}))
