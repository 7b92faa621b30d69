"""Finds what else of the module a target runs, so that the heat can be followed into its helpers. Reads names only."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator

from burner.target.source import parse
from burner.target.spans import FunctionNode, FunctionSpan, decorator_names, functions

_BUILTIN_METHODS = frozenset(
    name
    for builtin in (str, bytes, bytearray, list, dict, set, frozenset, tuple, int, float, complex, slice)
    for name in dir(builtin)
)


def helpers_of(text: str, qualname: str) -> tuple[str, ...]:
    """Functions and methods of the module that a function may reach, directly or not, in the order they are met."""
    known = functions(text)
    bases = {
        node.name: [ast.unparse(base) for base in node.bases]
        for node in parse(text).body
        if isinstance(node, ast.ClassDef)
    }
    found: dict[str, None] = {}
    todo = deque([qualname])
    while todo:
        for name in _reached(known[todo.popleft()], known, bases):
            if name not in found and name != qualname and _is_rewritable(known[name]):
                found[name] = None
                todo.append(name)
    return tuple(found)


def _reached(span: FunctionSpan, known: dict[str, FunctionSpan], bases: dict[str, list[str]]) -> Iterator[str]:
    args = span.node.args
    local = {item.arg for item in [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg] if item}
    body = [node for statement in span.node.body for node in _in_order(statement)]
    local |= {node.id for node in body if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    local |= {node.name for node in body if isinstance(node, (FunctionNode, ast.ClassDef))}
    positional = [*args.posonlyargs, *args.args]
    first = (
        positional[0].arg if span.owner and positional and "staticmethod" not in decorator_names(span.node) else None
    )
    looked_into = {id(node.value) for node in body if isinstance(node, ast.Attribute)}
    for node in body:
        if isinstance(node, ast.Name) and node.id not in local and id(node) not in looked_into:
            yield from (name for name in (node.id, f"{node.id}.__init__", f"{node.id}.__post_init__") if name in known)
        elif isinstance(node, ast.Attribute):
            name = _method(node, span.owner, first, local, known, bases)
            if name:
                yield name


def _method(
    node: ast.Attribute,
    owner: str,
    first: str | None,
    local: set[str],
    known: dict[str, FunctionSpan],
    bases: dict[str, list[str]],
) -> str | None:
    """The method that an attribute stands for: of the own or a named class, or the only one of that name."""
    value = node.value
    if isinstance(value, ast.Name) and value.id == first:
        return _of_class(owner, node.attr, known, bases)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "super" and owner:
        return next(
            (found for base in bases.get(owner, []) if (found := _of_class(base, node.attr, known, bases))), None
        )
    dotted = ast.unparse(value) if isinstance(value, (ast.Name, ast.Attribute)) else ""
    if dotted and dotted.partition(".")[0] not in local and (found := _of_class(dotted, node.attr, known, bases)):
        return found
    methods = [name for name in known if "." in name and name.rpartition(".")[2] == node.attr]
    return methods[0] if len(methods) == 1 and node.attr not in _BUILTIN_METHODS else None


def _of_class(owner: str, attribute: str, known: dict[str, FunctionSpan], bases: dict[str, list[str]]) -> str | None:
    todo, seen = [owner], set[str]()
    while todo:
        name = todo.pop(0)
        if f"{name}.{attribute}" in known:
            return f"{name}.{attribute}"
        seen.add(name)
        todo.extend(base for base in bases.get(name, []) if base not in seen)
    return None


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    todo = [node]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(list(ast.iter_child_nodes(node))[::-1])


def _is_rewritable(span: FunctionSpan) -> bool:
    names = {name.rpartition(".")[2] for name in decorator_names(span.node)}
    return (
        isinstance(span.node, ast.FunctionDef) and not names & {"overload", "abstractmethod"} and not span.conditional
    )
