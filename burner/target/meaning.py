"""Checks that a spliced module means what was asked for: the new functions in their place, and nothing else changed.

Compares trees, not text; statements whose lines are the same need no look at their trees.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence

from burner.target.source import parse, parse_afresh
from burner.target.spans import FunctionNode, FunctionSpan, definitions, winner

Meaning = tuple[object, ...]


def difference(
    old: str,
    new: str,
    proposed: Mapping[str, FunctionNode],
    edited: Sequence[FunctionSpan],
    imports: Sequence[str],
) -> str:
    """What is wrong with a spliced module's text; "" if only what was meant to change did."""
    try:
        new_tree = parse_afresh(new)
    except (SyntaxError, ValueError) as error:
        return f"the module would not parse any more: {error}"
    old_tree = parse(old)
    before, after = definitions(old, old_tree), definitions(new, new_tree)
    replaced: list[FunctionNode] = []
    for span in edited:
        name = span.qualname
        if name not in after or len(after[name]) != len(before[name]):
            return f'"{name}" would be defined elsewhere'
        found = winner(after[name]).node
        if _signature_and_body(found) != _signature_and_body(proposed[name]):
            return f'the text of "{name}" would mean something else in its place'
        replaced += [found, winner(before[name]).node]
    added = {meaning([node]) for line in imports for node in ast.parse(line).body}
    added |= {meaning([node]) for name, node in proposed.items() if name not in before}
    old_lines, new_lines = old.split("\n"), new.split("\n")
    known = [_key(node, old_lines, replaced) for node in old_tree.body]
    seen = [_key(node, new_lines, replaced) for node in new_tree.body]
    kept = set(known)
    others = [key for key, node in zip(seen, new_tree.body, strict=True) if key in kept or meaning([node]) not in added]
    return "" if others == known else "code outside the function would change"


def meaning(nodes: Sequence[ast.AST | None], hollow: Collection[ast.AST] = ()) -> Meaning:
    """The trees without positions; of `hollow` functions only names and decorators.

    Not recursive, since long sums nest deeper than Python's stack.
    """
    found: list[object] = []
    todo: list[object] = list(reversed(nodes))
    while todo:
        item = todo.pop()
        if isinstance(item, FunctionNode) and item in hollow:
            found += [type(item), item.name, "..."]
            todo.append(item.decorator_list)
        elif isinstance(item, ast.AST):
            found.append(type(item))
            todo.extend([getattr(item, name, None) for name in item._fields[::-1]])
        elif isinstance(item, list):
            found.append(len(item))
            todo.extend(reversed(item))
        else:
            found.append((type(item), repr(item)))
    return tuple(found)


def _signature_and_body(node: FunctionNode) -> Meaning:
    return meaning([node.args, node.returns, *getattr(node, "type_params", []), *node.body])


def _key(node: ast.stmt, lines: list[str], replaced: Collection[FunctionNode]) -> Meaning:
    """Equal for equal top-level statements: by their lines, or by their trees where functions in them were replaced."""
    end = node.end_lineno or node.lineno
    start = min([node.lineno, *(item.lineno for item in getattr(node, "decorator_list", []))])
    if any(start <= inner.lineno <= end and _holds(node, inner) for inner in replaced):
        return meaning([node], replaced)
    return (node.col_offset, node.end_col_offset, *lines[start - 1 : end])


def _holds(outer: ast.stmt, inner: FunctionNode) -> bool:
    return any(node is inner for node in ast.walk(outer))
