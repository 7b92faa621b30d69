"""Which names of a function mean something outside of it: the module's, or Python's own. Reads trees only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from burner.target.spans import FunctionNode

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, *_COMPREHENSIONS)


@dataclass(frozen=True)
class _Scope:
    bound: frozenset[str]
    declared: frozenset[str] = frozenset()
    """Names declared `global`."""
    is_class: bool = False


def outer_names(function: FunctionNode) -> frozenset[ast.Name]:
    """The places in a function's body that name something the function does not bind itself."""
    found: set[ast.Name] = set()
    scope = _Scope(_parameters(function.args) | _bound(function.body), _declared(function.body))
    for statement in function.body:
        _visit(statement, (scope,), found)
    return frozenset(found)


def imports_of(nodes: Iterator[ast.AST]) -> dict[str, str]:
    """What each imported name stands for, dotted, as far as `nodes` hold import statements."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{module_of(node)}.{alias.name}"
    return found


def module_of(node: ast.ImportFrom) -> str:
    """The module of a `from` import, with its leading dots."""
    return "." * node.level + (node.module or "")


def _visit(node: ast.AST, scopes: tuple[_Scope, ...], found: set[ast.Name]) -> None:
    if isinstance(node, ast.Name):
        if not _is_inside(node.id, scopes):
            found.add(node)
        return
    if not isinstance(node, _SCOPES):
        for child in ast.iter_child_nodes(node):
            _visit(child, scopes, found)
        return
    outside, inside, scope = _parts(node)
    for child in outside:
        _visit(child, scopes, found)
    visible = tuple(item for item in scopes if not item.is_class)
    for child in inside:
        _visit(child, (*visible, scope), found)


def _parts(node: ast.AST) -> tuple[list[ast.AST], list[ast.AST], _Scope]:
    """What of a node is read where it stands, what in a scope of its own, and that scope."""
    if isinstance(node, ast.ClassDef):
        heads: list[ast.AST] = [*node.decorator_list, *node.bases, *node.keywords]
        return heads, list(node.body), _Scope(_bound(node.body), _declared(node.body), is_class=True)
    if isinstance(node, FunctionNode):
        heads = [*node.decorator_list, node.args, *([node.returns] if node.returns else [])]
        return heads, list(node.body), _Scope(_parameters(node.args) | _bound(node.body), _declared(node.body))
    if isinstance(node, ast.Lambda):
        return [node.args], [node.body], _Scope(_parameters(node.args))
    first = node.generators[0]  # type: ignore[attr-defined]
    rest = [child for child in ast.iter_child_nodes(node) if child is not first]
    targets = frozenset(
        name.id
        for generator in node.generators  # type: ignore[attr-defined]
        for name in ast.walk(generator.target)
        if isinstance(name, ast.Name)
    )
    return [first.iter], [first.target, *first.ifs, *rest], _Scope(targets)


def _is_inside(name: str, scopes: tuple[_Scope, ...]) -> bool:
    for scope in reversed(scopes):
        if name in scope.declared:
            return False
        if name in scope.bound:
            return True
    return False


def _parameters(args: ast.arguments) -> frozenset[str]:
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    return frozenset(item.arg for item in every if item is not None)


def _declared(body: list[ast.stmt]) -> frozenset[str]:
    return frozenset(name for node in _own(body) if isinstance(node, ast.Global) for name in node.names)


def _bound(body: list[ast.stmt]) -> frozenset[str]:
    names: set[str] = set()
    for node in _own(body):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            names.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            names.add(node.rest)
    declared = {name for node in _own(body) if isinstance(node, ast.Nonlocal) for name in node.names}
    return frozenset(names - declared - _declared(body))


def _own(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Every node of one scope; of comprehensions in it only the names that `:=` binds outside of them."""
    todo: list[ast.AST] = list(body)
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, _COMPREHENSIONS):
            todo.extend(item.target for item in ast.walk(node) if isinstance(item, ast.NamedExpr))
        elif not isinstance(node, _SCOPES):
            todo.extend(ast.iter_child_nodes(node))
