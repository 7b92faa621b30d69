"""What of a module a prompt shows: the entry and what it needs, since small models read a few hundred tokens."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def essential(code: str, entry: str) -> str:
    """The top-level statements that the entry reaches by name, in their order; the whole text where that is unclear."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError):
        return code
    bound = {name: node for node in tree.body for name in _names(node)}
    start = bound.get(entry.partition(".")[0])
    if start is None:
        return code
    wanted: list[ast.stmt] = []
    todo = [start]
    while todo:
        node = todo.pop()
        if node in wanted:
            continue
        wanted.append(node)
        read = {child.id for child in ast.walk(node) if isinstance(child, ast.Name)} - _parameters(node)
        todo += [bound[name] for name in sorted(read) if name in bound]
    lines = code.split("\n")
    return "\n\n".join(
        "\n".join(lines[_first(node) - 1 : node.end_lineno]) for node in tree.body if node in wanted
    ).strip()


def _first(node: ast.stmt) -> int:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return min([node.lineno, *(item.lineno for item in node.decorator_list)])
    return node.lineno


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names if alias.name != "*")
    else:
        for child in ast.walk(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                yield child.id


def _parameters(node: ast.stmt) -> set[str]:
    """Names that are only ever bound inside, so that they mean nothing of the module's."""
    stored = {child.id for child in ast.walk(node) if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)}
    return stored | {child.arg for child in ast.walk(node) if isinstance(child, ast.arg)}
