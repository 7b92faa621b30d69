"""Whether code may change what an expression depends on.

The answers lean on how real code is written, as those of `purity` do. They never say "unchanged" of something visibly changed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from burner.rules import scope
from burner.rules.known import CHANGING_METHODS, PURE_METHODS, SAFE_MODULES
from burner.rules.library import dotted
from burner.rules.purity import is_path, methods_of_module, own_objects, pure, pure_call, pure_function, root
from burner.rules.view import FunctionView


@lru_cache(maxsize=4096)
def aliases(view: FunctionView, name: str) -> frozenset[str]:
    """Return the names that may be bound to the same object as `name` by plain assignments in the function."""
    group = {name}
    pairs: list[tuple[set[str], set[str]]] = []
    for node in view.everything():
        if isinstance(node, ast.Assign):
            targets = {t.id for t in node.targets if isinstance(t, ast.Name)}
            pairs.append((targets, targets | _same_object(node.value)))
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and isinstance(node.target, ast.Name) and node.value:
            pairs.append(({node.target.id}, {node.target.id} | _same_object(node.value)))
    changed = True
    while changed:
        changed = False
        for _, names in pairs:
            if names & group and not names <= group:
                group |= names
                changed = True
    return frozenset(group)


def _same_object(value: ast.AST) -> set[str]:
    if isinstance(value, ast.Name):
        return {value.id}
    if isinstance(value, ast.IfExp):
        return _same_object(value.body) | _same_object(value.orelse)
    if isinstance(value, ast.BoolOp):
        return {name for part in value.values for name in _same_object(part)}
    if isinstance(value, ast.NamedExpr):
        return _same_object(value.value)
    return set()


def changes(
    view: FunctionView, path: ast.expr, nodes: ast.AST | Iterable[ast.AST], asked: frozenset[str] = frozenset()
) -> bool:
    """Return whether code may rebind `path` or change the container it stands for (not the elements inside it).

    `asked` are the paths whose question leads to this one: `part = part[0]` would lead back.
    """
    nodes = [nodes] if isinstance(nodes, ast.AST) else list(nodes)
    if scope.plain(path) in asked:
        return False
    asked |= {scope.plain(path)}
    if root(path) is None or scope.bound(nodes) & _names_in(path) or _is_changed(view, path, nodes, asked):
        return True
    if root(path) in view.captured:
        inner: list[ast.AST] = [n for n in view.everything() if isinstance(n, (ast.FunctionDef, ast.Lambda))]
        if _is_changed(view, path, inner, asked):
            return True  # by whoever calls an inner function
    return any(_is_changed(view, other, nodes, asked) for other in _other_paths(view, path))


@lru_cache(maxsize=4096)
def _other_paths(view: FunctionView, path: ast.expr) -> tuple[ast.expr, ...]:
    """Return the paths that a name was given (`xs = self.xs`), or the names that were given a path."""
    found: list[ast.expr] = []
    dump = scope.plain(path)
    for node in view.everything():
        if not isinstance(node, ast.Assign) or not isinstance(node.value, (ast.Attribute, ast.Subscript)):
            continue
        for target in node.targets:
            if scope.plain(target) == dump and is_path(node.value):
                found.append(node.value)
            elif scope.plain(node.value) == dump and isinstance(target, ast.Name):
                found.append(target)
    return tuple(found)


def _is_changed(view: FunctionView, path: ast.expr, nodes: list[ast.AST], asked: frozenset[str]) -> bool:
    name = root(path)
    dump = scope.plain(path)
    same_names = aliases(view, name) if isinstance(path, ast.Name) and name is not None else frozenset[str]()
    if isinstance(path, ast.Subscript) and changes(view, path.value, nodes, asked):
        return True
    attribute = path.attr if isinstance(path, ast.Attribute) else None
    for node in scope.walk(nodes):
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            if _touches(node, dump, same_names, attribute, path):
                return True
        elif isinstance(node, ast.AugAssign):
            if scope.plain(node.target) == dump or (isinstance(node.target, ast.Name) and node.target.id in same_names):
                return True
        elif isinstance(node, ast.Call) and _call_changes(view, node, dump, same_names, attribute):
            return True
    return False


def _names_in(path: ast.AST) -> set[str]:
    return {n.id for n in scope.walk(path) if isinstance(n, ast.Name)}


def _touches(
    store: ast.Attribute | ast.Subscript, dump: str, same_names: frozenset[str], attribute: str | None, path: ast.expr
) -> bool:
    if scope.plain(store) == dump:
        return True
    if isinstance(store, ast.Attribute):
        return attribute is not None and store.attr == attribute
    if scope.plain(store.value) == dump:
        return True
    if isinstance(path, ast.Subscript) and root(store) == root(path):
        return True
    return isinstance(store.value, ast.Name) and store.value.id in same_names


def _call_changes(
    view: FunctionView, call: ast.Call, dump: str, same_names: frozenset[str], attribute: str | None
) -> bool:
    function = call.func
    receiver = function.value if isinstance(function, ast.Attribute) else None
    if receiver is not None:
        hit = scope.plain(receiver) == dump or (isinstance(receiver, ast.Name) and receiver.id in same_names)
        hit = hit or (attribute is not None and isinstance(receiver, ast.Attribute) and receiver.attr == attribute)
        method = function.attr if isinstance(function, ast.Attribute) else ""
        if hit and method not in PURE_METHODS and not _is_safe_module(view, receiver):
            return True
    if pure_call(view, call):
        return False
    own = receiver is not None and isinstance(receiver, ast.Name) and receiver.id == view.self_name
    if own and attribute is not None and isinstance(function, ast.Attribute):
        return _class_changes(view, function.attr, attribute)
    keeps = isinstance(function, ast.Attribute) and function.attr in CHANGING_METHODS
    for argument in [*call.args, *(k.value for k in call.keywords)]:
        node = argument.value if isinstance(argument, ast.Starred) else argument
        if scope.plain(node) == dump or (isinstance(node, ast.Name) and node.id in same_names):
            if isinstance(argument, ast.Starred) or keeps:
                continue
            if _parameter_changes(view, call, argument):
                return True
    return False


def _is_safe_module(view: FunctionView, node: ast.AST | None) -> bool:
    return isinstance(node, ast.Name) and dotted(view, node) in SAFE_MODULES


def _parameter_changes(view: FunctionView, call: ast.Call, argument: ast.expr) -> bool:
    """Return whether a call of a function of this module (or an unknown one) may change the argument it is given."""
    function = call.func
    callee: ast.FunctionDef | None = None
    shift = 0
    if isinstance(function, ast.Name):
        if function.id == "print" or function.id in {"print", "next", "iter"}:
            return function.id != "print"
        callee = view.function(function.id)
    elif (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == view.self_name
    ):
        callee, shift = view.method(function.attr), 1
    if callee is None:
        return True
    if pure_function(view, callee):
        return False
    names = scope.parameters(callee)[shift:]
    given = [i for i, a in enumerate(call.args) if a is argument]
    name = names[given[0]] if given and given[0] < len(names) else None
    for keyword in call.keywords:
        if keyword.value is argument:
            name = keyword.arg
    other = view.other(callee.name if shift == 0 or view.owner is None else f"{view.owner.name}.{callee.name}")
    if name is None or other is None or other.node is view.node:
        return True
    return changes(other, ast.Name(name, ast.Load()), other.node.body)


def _class_changes(view: FunctionView, method: str, attribute: str, seen: frozenset[str] = frozenset()) -> bool:
    """Return whether a method of the own class (or what it calls on self) may change or replace `self.attribute`."""
    function = view.method(method)
    if function is None:
        return True
    if method in seen:
        return False
    for node in scope.walk(function):
        if isinstance(node, ast.Attribute) and node.attr == attribute and isinstance(node.ctx, (ast.Store, ast.Del)):
            return True
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.ctx, (ast.Store, ast.Del))
            and any(isinstance(part, ast.Attribute) and part.attr == attribute for part in _chain(node.value))
        ):
            return True
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute) and node.value.attr == attribute:
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            receiver = node.func.value
            if (
                isinstance(receiver, ast.Attribute)
                and receiver.attr == attribute
                and node.func.attr not in PURE_METHODS
            ):
                return True
            if (
                isinstance(receiver, ast.Name)
                and receiver.id == "self"
                and _class_changes(view, node.func.attr, attribute, seen | {method})
            ):
                return True
    return False


def may_change(view: FunctionView, within: Sequence[ast.AST]) -> bool:
    """Return whether code may change something that the function did not make itself, such as an element."""
    own = own_objects(view.node)
    for node in scope.walk(within):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            if not isinstance(node.value, ast.Name) or node.value.id not in own:
                return True
        elif isinstance(node, ast.Call) and not pure_call(view, node):
            method = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
            if not method or root(node.func) not in own:
                return True
    return False


def stable(
    view: FunctionView, node: ast.expr, within: Sequence[ast.AST], given: frozenset[str] | set[str] = frozenset()
) -> bool:
    """Return whether a pure expression gives the same value wherever `within` evaluates it, as far as one can see.

    What the names in `given` stand for is given: only what is reached through them may still change.
    """
    if not pure(view, node):
        return False
    inner = {n.id for c in scope.walk(node) if isinstance(c, (ast.comprehension, ast.arg)) for n in _stored(c)}
    stored = scope.bound(within)
    called = {id(c.func) for c in scope.walk(node) if isinstance(c, ast.Call)}
    roots = {id(a.value) for a in scope.walk(node) if isinstance(a, ast.Attribute) and id(a) not in called}
    read_whole = {n.id for n in scope.walk(node) if isinstance(n, ast.Name) and id(n) not in roots}
    for part in scope.walk(node):
        if isinstance(part, ast.Name) and part.id not in inner and part.id not in given:
            if part.id in stored or part.id in view.outer_names:
                return False
            if part.id not in view.locals and part.id not in view.module_names and not view.builtin(part, part.id):
                return False
            if part.id in read_whole and changes(view, part, within):
                return False
        elif isinstance(part, (ast.Attribute, ast.Subscript)) and is_path(part) and root(part) not in inner:
            if id(part) in called:
                continue
            if changes(view, part, within):
                return False
    if _reads_elements(view, node) and any(
        elements_change(view, p, within) for p in _wholes(node, called | roots, inner)
    ):
        return False
    return not (_looks_inside(node) and _writes_like(node, within))


SHALLOW = (
    "len",
    "enumerate",
    "range",
    "list",
    "tuple",
    "set",
    "frozenset",
    "reversed",
    "zip",
    "isinstance",
    "type",
    "abs",
)


def _reads_elements(view: FunctionView, node: ast.AST) -> bool:
    """Return whether an expression may look into the elements of a container (`sum(sum(row) for row in rows)`)."""
    for part in scope.walk(node):
        if isinstance(part, (*scope.COMPREHENSIONS, ast.Lambda)):
            return True
        if isinstance(part, ast.Call) and not view.builtin(part.func, *SHALLOW):
            return True
    return False


def _wholes(node: ast.AST, left_out: set[int], inner: set[str]) -> list[ast.expr]:
    """Return the names and paths an expression reads as a whole."""
    return [
        part
        for part in scope.walk(node)
        if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript))
        and id(part) not in left_out
        and is_path(part)
        and root(part) not in inner
    ]


def elements_change(view: FunctionView, path: ast.expr, within: Iterable[ast.AST]) -> bool:
    """Return whether code stores into, or calls a changing method of, something reached through an object."""
    dump = scope.plain(path)
    elements = _element_names(dump, view.node.body)

    def reached(part: ast.expr) -> bool:
        return scope.plain(part) == dump or (isinstance(part, ast.Name) and part.id in elements)

    for node in scope.walk(within):
        changed: ast.expr | None = None
        if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            changed = node.value
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id in elements:
            return True
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not pure_call(view, node):
            changed = node.func.value
        if any(reached(part) for part in _chain(changed)):
            return True
        if isinstance(node, ast.Call) and not (pure_call(view, node) or _only_keeps(node) or _only_reads(view, node)):
            given = [*node.args, *(k.value for k in node.keywords)]
            if any(reached(part) and scope.plain(part) != dump for each in given for part in _chain(each)):
                return True
    return False


def _only_keeps(call: ast.Call) -> bool:
    """Return whether a call only puts what it is given into a container or a new object: `kept.append(Row(item))`."""
    if isinstance(call.func, ast.Name):
        return call.func.id[:1].isupper()
    return isinstance(call.func, ast.Attribute) and call.func.attr in CHANGING_METHODS


def _only_reads(view: FunctionView, call: ast.Call) -> bool:
    """Return whether a call of a function defined inside this one leaves what it is given as it is."""
    inner = view.nested(call.func.id) if isinstance(call.func, ast.Name) and call.func.id in view.locals else None
    if inner is None:
        return False
    given = [ast.Name(each.arg, ast.Load()) for each in scope.walk(inner.node.args) if isinstance(each, ast.arg)]
    body = inner.node.body
    return not any(changes(inner, name, body) or elements_change(inner, name, body) for name in given)


def _chain(node: ast.expr | None) -> Iterator[ast.expr]:
    """Yield an expression, what its last attribute or index is taken from, and so on to the root."""
    while node is not None:
        yield node
        node = node.value if isinstance(node, (ast.Subscript, ast.Attribute)) else None


def _element_names(dump: str, within: Iterable[ast.AST]) -> set[str]:
    """Return the names that code binds to elements of a container: loop variables over it, items taken from it."""
    names: set[str] = set()
    for node in scope.walk(within):
        source: ast.expr | None = None
        if isinstance(node, ast.For):
            counts, counted = _walks_places(node.iter, "range"), _walks_places(node.iter, "enumerate")
            source = None if counts else node.iter
            elements = node.target.elts[1:] if counted and isinstance(node.target, ast.Tuple) else [node.target]
            bound = scope.bound(elements)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            source = node.value.value
            bound = scope.bound(node.targets)
        if source is not None and any(scope.plain(part) == dump for part in scope.walk(source)):
            names |= bound
    return names


def _walks_places(source: ast.expr, by: str) -> bool:
    return isinstance(source, ast.Call) and isinstance(source.func, ast.Name) and source.func.id == by


def _stored(node: ast.comprehension | ast.arg) -> list[ast.Name]:
    if isinstance(node, ast.arg):
        return [ast.Name(node.arg, ast.Store())]
    return [n for n in scope.walk(node.target) if isinstance(n, ast.Name)]


def _looks_inside(node: ast.AST) -> bool:
    return any(isinstance(n, (ast.Attribute, ast.Subscript)) for n in scope.walk(node))


ANY_PART = "[]"


def keys_of(node: ast.AST) -> set[str]:
    """Return the attribute names and constant subscripts that an expression reads, and `ANY_PART` for other subscripts."""
    keys: set[str] = set()
    for part in scope.walk(node):
        if isinstance(part, ast.Attribute):
            keys.add("." + part.attr)
        elif isinstance(part, ast.Subscript):
            keys.add(repr(part.slice.value) if isinstance(part.slice, ast.Constant) else ANY_PART)
    return keys


def _writes_like(node: ast.AST, within: Sequence[ast.AST]) -> bool:
    """Return whether code stores to an attribute or constant key that the expression reads, on whatever object."""
    return writes_keys(keys_of(node), within)


def writes_keys(keys: set[str], within: ast.AST | Iterable[ast.AST], view: FunctionView | None = None) -> bool:
    """Return whether code stores to one of these attributes or constant keys, on whatever object.

    With the view of the function around the code also what may be any part of an object that the function did not make
    itself counts, and what functions and methods of the module do that are called.
    """
    own = own_objects(view.node) if view is not None else set()
    for part in scope.walk(within):
        if view is not None and keys and isinstance(part, ast.Call) and _call_writes(view, keys, part, own):
            return True
        if not isinstance(part, (ast.Attribute, ast.Subscript)) or isinstance(part.ctx, ast.Load):
            continue
        if isinstance(part, ast.Attribute):
            if "." + part.attr in keys:
                return True
            continue
        named = isinstance(part.slice, ast.Constant) and repr(part.slice.value) in keys
        if named or (view is not None and ANY_PART in keys and root(part) not in own):
            return True
    return False


def _call_writes(view: FunctionView, keys: set[str], call: ast.Call, own: set[str]) -> bool:
    function = call.func
    called: Sequence[ast.FunctionDef | None] = ()
    if isinstance(function, ast.Name) and function.id not in view.locals:
        called = [view.function(function.id)]
    elif isinstance(function, ast.Attribute):
        parts = any(not key.startswith(".") for key in keys)
        if parts and function.attr in {"update", "setdefault", "popitem"} and root(function.value) not in own:
            return True
        called = methods_of_module(view.tree).get(function.attr, ())
    return any(each is not None and writes_keys(keys, each.body) for each in called)
