"""Whether a function only computes, and what it looks at besides its arguments.

Stricter than `purity`, since an answer is kept: a function that reads a clock or a changing attribute is refused.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import lru_cache

from burner.rules import library, scope
from burner.rules.known import CHANGING_METHODS, PURE_BUILTINS, PURE_METHODS
from burner.rules.purity import own_objects, root
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
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not _reads_name(view, node.id, found):
            return False
        if isinstance(node, ast.Attribute) and root(node) == view.self_name and isinstance(node.value, ast.Name):
            found.attributes.add(node.attr)
            if not _property(view, node, found, seen):
                return False
    return True


def _adds_in_place(view: FunctionView, node: ast.AugAssign) -> bool:
    """Return whether `p += x` may change the list that a parameter is."""
    given = isinstance(node.target, ast.Name) and node.target.id in view.parameters
    return given and isinstance(node.value, (ast.List, ast.ListComp, ast.Set, ast.Dict))


def _reads_name(view: FunctionView, name: str, found: Reading) -> bool:
    if name in view.locals or name in library.imports_of(view.tree) or name not in view.module_names:
        return True
    found.names.add(name)
    return constant_name(view, name)


@lru_cache(maxsize=256)
def constant_name(view: FunctionView, name: str) -> bool:
    """Return whether a name of the module is bound once and what it names is changed nowhere in the module."""
    if name in scope.outline(view.tree).globals:
        return False
    stores = 0
    for node in scope.walk(view.tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            stores += 1
        elif isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            stores += _at_top(view, node)
        elif isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            stores += 2 * (root(node) == name)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and root(node.func) == name:
            stores += 2 * (node.func.attr in CHANGING_METHODS)
    return stores <= 1


def _at_top(view: FunctionView, node: ast.AST) -> bool:
    while node in view.parents:
        node = view.parents[node]
        if isinstance(node, (*scope.FUNCTIONS, *scope.COMPREHENSIONS, ast.ClassDef)):
            return False
    return True


def _property(view: FunctionView, node: ast.Attribute, found: Reading, seen: set[str]) -> bool:
    name = f"{view.qualname.rpartition('.')[0]}.{node.attr}"
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
        if view.is_nested and function.id == view.node.name:
            return view
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
    own = view.qualname.split(".")[0]
    classes = [n for n in view.tree.body if isinstance(n, ast.ClassDef)]
    heirs = [c for c in classes if any(isinstance(b, ast.Name) and b.id == own for b in c.bases)]
    return any(isinstance(s, ast.FunctionDef) and s.name == view.node.name for c in heirs for s in c.body)


def _computes_call(view: FunctionView, call: ast.Call, own: set[str], found: Reading, seen: set[str]) -> bool:
    function = call.func
    if library.known(view, call) is not None:
        return True
    other = callee(view, call)
    if other is not None:
        return other.qualname in seen or _computes(other, found, seen | {other.qualname}, allow_yield=True)
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
    """Return whether a class of the module is made without side effects: an `__init__` that only stores on self."""
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
