"""Which names a piece of syntax binds and reads.

Works on `ast` alone; comprehension targets and the inside of nested functions are scopes of their own.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SCOPES = frozenset({*FUNCTIONS, ast.ClassDef})
LOOPS = (ast.For, ast.While)
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}
"""The fields of each kind of node in which there may be others."""
_WITHOUT_NODES = frozenset(
    [
        "ctx",
        "id",
        "attr",
        "arg",
        "asname",
        "module",
        "level",
        "type_comment",
        "kind",
        "is_async",
        "simple",
        "conversion",
    ]
)
DYNAMIC_NAMES = frozenset(
    {"eval", "exec", "locals", "vars", "globals", "dir", "__import__", "_getframe", "currentframe"}
)


def walk(nodes: ast.AST | Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield all nodes below (and including) one node or several, each in the order of `ast.walk`, without contexts."""
    for node in [nodes] if isinstance(nodes, ast.AST) else list(nodes):
        todo = [node]
        for item in todo:
            yield item
            below = item.__dict__.get("_below")  # as `children` does: half of the check's time is spent here
            todo += children(item) if below is None else below


def children(node: ast.AST) -> tuple[ast.AST, ...]:
    """Return what `ast.iter_child_nodes` yields but for contexts; kept on the node, since nothing changes trees here."""
    below: tuple[ast.AST, ...] | None = node.__dict__.get("_below")
    if below is None:
        below = node.__dict__["_below"] = tuple(_children(node))
    return below


def _children(node: ast.AST) -> Iterator[ast.AST]:
    kind = node.__class__
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(name for name in kind._fields if name not in _WITHOUT_NODES)
    for name in names:
        value = getattr(node, name, None)
        if value.__class__ is list:
            for item in value:
                if isinstance(item, ast.AST):
                    yield item
        elif isinstance(value, ast.AST):
            yield value


@dataclass(frozen=True)
class Outline:
    """What a whole module's syntax holds, found in one walk: names stored anywhere, declared global, and of functions."""

    stored: frozenset[str]
    globals: frozenset[str]
    functions: Mapping[str, int]


@lru_cache(maxsize=16)
def outline(tree: ast.Module) -> Outline:
    """Return the outline of a module; `functions` counts the definitions of each name."""
    stored: set[str] = set()
    declared: set[str] = set()
    functions: Counter[str] = Counter()
    for node in walk(tree):
        if isinstance(node, ast.Name):
            if not isinstance(node.ctx, ast.Load):
                stored.add(node.id)
        elif isinstance(node, ast.FunctionDef):
            functions[node.name] += 1
        elif isinstance(node, ast.Global):
            declared.update(node.names)
    return Outline(frozenset(stored), frozenset(declared), functions)


def walk_scope(nodes: ast.AST | Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield nodes in source order without going into nested functions, lambdas or classes (which are yielded)."""
    todo = [nodes] if isinstance(nodes, ast.AST) else list(nodes)[::-1]
    while todo:
        node = todo.pop()
        yield node
        if node.__class__ not in _SCOPES:
            todo += children(node)[::-1]


def bound(nodes: ast.AST | Iterable[ast.AST]) -> set[str]:
    """Return the names that these nodes bind or delete in the function's own scope."""
    names: set[str] = set()
    todo = [nodes] if isinstance(nodes, ast.AST) else list(nodes)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name):
            if not isinstance(node.ctx, ast.Load):
                names.add(node.id)
        elif isinstance(node, COMPREHENSIONS):
            named = (n.target for n in walk(node) if isinstance(n, ast.NamedExpr))
            names |= {target.id for target in named if isinstance(target, ast.Name)}
        elif node.__class__ not in _SCOPES:
            names.update(_bound_by(node))
            todo += children(node)
        elif not isinstance(node, ast.Lambda):
            names.update(_bound_by(node))
    return names


def _bound_by(node: ast.AST) -> Iterable[str]:
    """The names that a node itself binds, without those of the nodes below it."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return (node.name,)
    if isinstance(node, ast.alias):
        return ((node.asname or node.name).split(".")[0],)
    if isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        return (node.name,)
    if isinstance(node, ast.MatchMapping) and node.rest:
        return (node.rest,)
    return node.names if isinstance(node, (ast.Global, ast.Nonlocal)) else ()


def read(nodes: ast.AST | Iterable[ast.AST]) -> set[str]:
    """Return the names that these nodes read, nested functions and comprehensions included."""
    return {n.id for n in walk(nodes) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def mentioned(nodes: ast.AST | Iterable[ast.AST]) -> set[str]:
    """Return every name that occurs as a name, an argument, a definition, an import or an exception's name."""
    names: set[str] = bound(nodes)
    for node in walk(nodes):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
    return names


def captured(function: ast.AST) -> set[str]:
    """Return the names that functions, lambdas and generator expressions inside `function` read: they may run later."""
    inner = [
        n for n in walk(function) if n is not function and isinstance(n, (*FUNCTIONS, ast.ClassDef, ast.GeneratorExp))
    ]
    return {name for n in inner if not isinstance(n, ast.GeneratorExp) for name in mentioned(n)}


def parameters(function: ast.FunctionDef) -> list[str]:
    """Return the parameter names in order, `*args` and `**kwargs` included."""
    args = function.args
    plain = [a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
    return plain + [a.arg for a in (args.vararg, args.kwarg) if a is not None]


def same(a: ast.AST | None, b: ast.AST | None) -> bool:
    """Return whether two expressions are written alike (positions and load/store aside)."""
    if a is None or b is None:
        return a is b
    return plain(a) == plain(b)


def plain(node: ast.AST) -> str:
    """Return a text that is equal for expressions that are written alike, whatever their context."""
    return ast.dump(node).replace("ctx=Store()", "ctx=Load()").replace("ctx=Del()", "ctx=Load()")
