"""Whether a function only computes, what it looks at besides its arguments, and whether anyone changes that.

Stricter than `purity`, since an answer is kept: a function that reads a clock or a changing attribute is refused.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from burner.rules import library, scope
from burner.rules.purity import CHANGING_METHODS, PURE_BUILTINS, PURE_METHODS, own_objects, root
from burner.rules.view import FunctionView

MORE_METHODS = frozenset(
    [
        "year",
        "month",
        "day",
        "hexdigest",
        "digest",
        "normalize",
        "quantize",
        "as_tuple",
        "utcoffset",
        "astimezone",
        "timetuple",
        "most_common",
        "issuperset",
        "replace",
        "sub",
        "subn",
        "finditer",
        "expand",
        "lastindex",
        "hex",
        "fromkeys",
        "to_integral_value",
        "limit_denominator",
        "is_nan",
        "maketrans",
    ]
)
_REFUSED = (
    ast.Global,
    ast.Nonlocal,
    ast.Yield,
    ast.YieldFrom,
    ast.Await,
    ast.Import,
    ast.ImportFrom,
    ast.With,
    ast.AsyncFor,
    ast.AsyncWith,
    ast.ClassDef,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Delete,
)


@dataclass
class Reading:
    """What a function that only computes looks at besides its arguments."""

    attributes: set[str] = field(default_factory=set)
    """Attributes of its own object."""
    names: set[str] = field(default_factory=set)
    """Names of the module."""


@lru_cache(maxsize=256)
def reading(view: FunctionView, allow_yield: bool = False, mine: frozenset[str] = frozenset()) -> Reading | None:
    """Return what a function looks at; None if it may change anything or answer differently for equal arguments.

    `mine` names parameters that it may change all the same.
    """
    found = Reading()
    return found if _computes(view, found, {view.qualname}, allow_yield, mine) else None


def _computes(
    view: FunctionView, found: Reading, seen: set[str], allow_yield: bool = False, mine: frozenset[str] = frozenset()
) -> bool:
    if view.dynamic or len(seen) > 12:
        return False
    own = own_objects(view.node) | mine
    refused = tuple(k for k in _REFUSED if not (allow_yield and k in {ast.Yield, ast.YieldFrom}))
    for node in scope.walk(view.node.body):
        if isinstance(node, refused):
            return False
        if (
            isinstance(node, (ast.Attribute, ast.Subscript))
            and isinstance(node.ctx, ast.Store)
            and root(node) not in own
        ):
            return False
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and _adds_in_place(view, node):
            return False
        if isinstance(node, ast.Call) and not _computes_call(view, node, own, found, seen):
            return False
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in view.locals:
            if not _reads_name(view, node.id, found):
                return False
        if isinstance(node, ast.Attribute) and root(node) == view.self_name and isinstance(node.value, ast.Name):
            found.attributes.add(node.attr)
            if not _property(view, node, found, seen):
                return False
    return True


def _adds_in_place(view: FunctionView, node: ast.AugAssign) -> bool:
    """Return whether `p += x` may change the list that a parameter is."""
    assert isinstance(node.target, ast.Name)
    return node.target.id in view.parameters and isinstance(node.value, (ast.List, ast.ListComp, ast.Set, ast.Dict))


def _reads_name(view: FunctionView, name: str, found: Reading) -> bool:
    if name in library.imports_of(view.tree) or name not in view.module_names:
        return True
    found.names.add(name)
    return constant_name(view, name)


@lru_cache(maxsize=256)
def constant_name(view: FunctionView, name: str) -> bool:
    """Return whether a name of the module is bound once and what it names is changed nowhere in the module."""
    if name in {n for g in ast.walk(view.tree) if isinstance(g, ast.Global) for n in g.names}:
        return False
    stores = 0
    for node in ast.walk(view.tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            stores += 1
        elif isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            stores += _at_top(view, node)
        elif isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            if root(node) == name:
                return False
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and root(node.func) == name:
            if node.func.attr in CHANGING_METHODS:
                return False
    return stores <= 1


def _at_top(view: FunctionView, node: ast.AST) -> bool:
    while node in view.parents:
        node = view.parents[node]
        if isinstance(node, (*scope.FUNCTIONS, *scope.COMPREHENSIONS, ast.ClassDef)):
            return False
    return True


def _property(view: FunctionView, node: ast.Attribute, found: Reading, seen: set[str]) -> bool:
    assert view.owner is not None
    name = f"{view.owner.name}.{node.attr}"
    other = view.other(name)
    if other is None or name in seen:
        return True
    if any(isinstance(d, ast.Name) and d.id == "property" for d in other.node.decorator_list):
        return _computes(other, found, seen | {name})
    return True


def callee(view: FunctionView, call: ast.Call) -> FunctionView | None:
    """Return the function of the same module, or the method of the own class, that a call runs; None if unsure."""
    function = call.func
    if isinstance(function, ast.Name) and function.id not in view.locals:
        node = view.function(function.id)
        return None if node is None else view.other(function.id)
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        holder = function.value.id
        if view.owner is not None and holder in {view.self_name, "cls", view.owner.name}:
            other = view.other(f"{view.owner.name}.{function.attr}")
        elif holder not in view.locals and holder in view.module_names:
            other = view.other(f"{holder}.{function.attr}")
        else:
            return None
        if other is not None and _plain_method(other, by_class=holder != view.self_name):
            return other
    return None


def _plain_method(view: FunctionView, by_class: bool) -> bool:
    names = [d.id if isinstance(d, ast.Name) else "" for d in view.node.decorator_list]
    if by_class:
        return names in (["staticmethod"], ["classmethod"])
    return names in ([], ["staticmethod"], ["classmethod"]) and not overridden(view)


@lru_cache(maxsize=256)
def overridden(view: FunctionView) -> bool:
    """Return whether another class of the module has a method of the same name and this class among its bases."""
    assert view.owner is not None
    for node in view.tree.body:
        if isinstance(node, ast.ClassDef) and any(
            isinstance(b, ast.Name) and b.id == view.owner.name for b in node.bases
        ):
            if any(isinstance(s, ast.FunctionDef) and s.name == view.node.name for s in node.body):
                return True
    return False


def _computes_call(view: FunctionView, call: ast.Call, own: set[str], found: Reading, seen: set[str]) -> bool:
    function = call.func
    if library.known(view, call) is not None:
        return True
    other = callee(view, call)
    if other is not None:
        if other.qualname in seen:
            return True
        within = Reading()
        if not _computes(other, within, seen | {other.qualname}, allow_yield=True):
            return False
        found.names |= within.names
        found.attributes |= within.attributes
        return True
    if isinstance(function, ast.Name):
        if view.builtin(function, *PURE_BUILTINS):
            return True
        if view.builtin(function, "next", "iter"):
            return bool(call.args) and isinstance(call.args[0], ast.GeneratorExp)
        return function.id not in view.locals and (_exception(function.id) or _plain_class(view, function.id))
    if isinstance(function, ast.Attribute):
        if function.attr in CHANGING_METHODS:
            return root(function.value) in own
        if library.dotted(view, function) is not None:
            return False
        return function.attr in PURE_METHODS or function.attr in MORE_METHODS
    return False


def _exception(name: str) -> bool:
    return name.endswith(("Error", "Exception")) or name in {"StopIteration", "KeyError"}


def _plain_class(view: FunctionView, name: str) -> bool:
    """Return whether a class of the module is made without side effects: fields, or an `__init__` that stores on self."""
    found = [s for s in view.tree.body if isinstance(s, ast.ClassDef) and s.name == name]
    if len(found) != 1:
        return False
    methods = {s.name: s for s in found[0].body if isinstance(s, ast.FunctionDef)}
    if "__new__" in methods or "__post_init__" in methods or found[0].keywords:
        return False
    start = methods.get("__init__")
    if start is None:
        return True
    made = view.other(f"{name}.__init__")
    if made is None:
        return False
    for node in scope.walk(start.body):
        if isinstance(node, _REFUSED) or (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)):
            return False
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and root(node) != made.self_name:
            return False
        if isinstance(node, ast.Call) and not _init_call(made, node):
            return False
    return True


def _init_call(made: FunctionView, call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute) and call.func.attr == "__init__":
        return True
    return isinstance(call.func, ast.Name) and (call.func.id == "super" or made.builtin(call.func, *PURE_BUILTINS))


# -- who changes what is read ---------------------------------------------------------------------------------------


def writes_attribute(
    view: FunctionView, nodes: ast.AST | Iterable[ast.AST], attribute: str, seen: frozenset[str] = frozenset()
) -> bool:
    """Return whether code, or what it calls in this module, may replace or change `x.attribute` of any object."""
    nodes = [nodes] if isinstance(nodes, ast.AST) else list(nodes)
    same = {attribute}
    names = _aliases_of(nodes, lambda n: isinstance(n, ast.Attribute) and n.attr in same)
    for node in scope.walk(nodes):
        if isinstance(node, ast.Attribute) and node.attr == attribute and isinstance(node.ctx, (ast.Store, ast.Del)):
            return True
        changed = _changed_part(node)
        if changed is not None and (_through(changed, attribute) or root(_base(changed)) in names):
            return True
        if isinstance(node, ast.Call):
            other = callee(view, node)
            if other is not None and other.qualname not in seen:
                if writes_attribute(other, other.node.body, attribute, seen | {other.qualname}):
                    return True
    return False


@lru_cache(maxsize=256)
def changed_in(view: FunctionView, name: str) -> bool:
    """Return whether the object behind a local name, or anything reached from it, may be changed in the function."""
    names = {name} | _aliases_of(view.node.body, lambda n: isinstance(n, ast.Name) and n.id == name)
    for node in scope.walk(view.node.body):
        changed = _changed_part(node)
        if changed is not None and root(_base(changed)) in names:
            return True
        if isinstance(node, ast.Call):
            given = [*node.args, *(k.value for k in node.keywords)]
            hit = [a for a in given if root(a.value if isinstance(a, ast.Starred) else a) in names]
            if hit and _may_change_arguments(view, node):
                return True
    return False


def _may_change_arguments(view: FunctionView, call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in CHANGING_METHODS:
        return False
    if isinstance(function, ast.Name) and view.builtin(function, *PURE_BUILTINS, "print"):
        return False
    if library.known(view, call) is not None:
        return False
    array_function = library.dotted(view, function) or ""
    if array_function.startswith("numpy.") and array_function.rpartition(".")[2] not in _CHANGING_ARRAYS:
        return False
    if isinstance(function, ast.Attribute) and function.attr in PURE_METHODS:
        return False
    other = callee(view, call)
    return other is None or reading(other, allow_yield=True) is None


_CHANGING_ARRAYS = frozenset(
    {"put", "place", "copyto", "putmask", "fill_diagonal", "shuffle", "put_along_axis", "apply_along_axis"}
)


def _changed_part(node: ast.AST) -> ast.AST | None:
    """Return the container that a node changes, if it changes one."""
    if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
        return node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING_METHODS:
        return node.func.value
    if isinstance(node, ast.AugAssign) and not isinstance(node.value, ast.Constant):
        return node.target
    return None


def _base(node: ast.AST) -> ast.AST:
    while True:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func.value
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        else:
            return node


def _through(node: ast.AST, attribute: str) -> bool:
    while True:
        if isinstance(node, ast.Attribute):
            if node.attr == attribute:
                return True
            node = node.value
        elif isinstance(node, ast.Subscript):
            node = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func.value
        else:
            return False


def _aliases_of(nodes: Iterable[ast.AST], is_it: object) -> set[str]:
    """Return the names that may be bound to (a part of) a thing by assignments and loops."""
    assert callable(is_it)
    names: set[str] = set()
    pairs: list[tuple[set[str], ast.AST]] = []
    for node in scope.walk(nodes):
        if isinstance(node, ast.Assign):
            pairs += [(scope.bound(t), node.value) for t in node.targets]
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            pairs.append((scope.bound(node.target), node.value))
        elif isinstance(node, (ast.For, ast.comprehension)):
            pairs.append(
                (scope.bound(node.target) | {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}, node.iter)
            )
    growing = True
    while growing:
        growing = False
        for targets, value in pairs:
            if targets <= names:
                continue
            if any(_is_part(p, is_it, names) for p in _passed_on(value)):
                names |= targets
                growing = True
    return names


def _passed_on(value: ast.AST) -> list[ast.AST]:
    """Return the expressions whose object (or parts) an expression may hand on."""
    if isinstance(value, (ast.IfExp,)):
        return [*_passed_on(value.body), *_passed_on(value.orelse)]
    if isinstance(value, ast.BoolOp):
        return [p for v in value.values for p in _passed_on(v)]
    if isinstance(value, (ast.Tuple, ast.List)):
        return [p for v in value.elts for p in _passed_on(v)]
    if isinstance(value, ast.Call):
        if isinstance(value.func, ast.Attribute) and value.func.attr in {"items", "values", "get", "setdefault", "pop"}:
            return _passed_on(value.func.value)
        if isinstance(value.func, ast.Name) and value.func.id in {
            "enumerate",
            "zip",
            "reversed",
            "sorted",
            "list",
            "next",
            "iter",
            "min",
            "max",
        }:
            return [p for v in value.args for p in _passed_on(v)]
        return []
    return [value] if isinstance(value, (ast.Name, ast.Attribute, ast.Subscript)) else []


def _is_part(node: ast.AST, is_it: object, names: set[str]) -> bool:
    assert callable(is_it)
    while True:
        if is_it(node) or (isinstance(node, ast.Name) and node.id in names):
            return True
        if not isinstance(node, (ast.Attribute, ast.Subscript)):
            return False
        node = node.value
