"""Answers written down instead of computed: tables and chains of constants that the original does not have.

Counts constants only; whether a table is right is for the differential run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from burner.target.spans import FunctionNode
from burner.verify.reach import Use, docstrings_of

_MOST_ENTRIES = 8
"""New distinct entries of one literal, or new constants that one function compares with."""
_MOST_CONSTANTS = 40
_MOST_CHARACTERS = 100
_MOST_BITS = 128
_MOST_REPEATED = 64


def constants(tree: ast.AST) -> frozenset[str]:
    """The constants of a tree as text; of short strings also each character."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            found.add(_key(node))
            if isinstance(node.value, str) and len(node.value) <= _MOST_CHARACTERS:
                found.update(repr(character) for character in node.value)
    return frozenset(found)


def literal_tables(function: FunctionNode, known: frozenset[str]) -> list[Use]:
    """The large literals and chains of comparisons of a function whose constants are not `known`."""
    skipped: set[ast.AST] = set(docstrings_of(function))
    skipped.update(item for node in ast.walk(function) if isinstance(node, ast.Raise) for item in ast.walk(node))
    fresh = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and node not in skipped and _key(node) not in known
    ]
    return list(_tables(function, frozenset(fresh), known))


def _tables(function: FunctionNode, fresh: frozenset[ast.Constant], known: frozenset[str]) -> Iterator[Use]:
    for constant in fresh:
        if isinstance(constant.value, (str, bytes)) and len(constant.value) > _MOST_CHARACTERS:
            yield Use(f"a literal of {len(constant.value)} characters", constant.lineno)
        elif isinstance(constant.value, int) and constant.value.bit_length() > _MOST_BITS:
            yield Use(f"a number of {constant.value.bit_length()} bits", constant.lineno)
    for node in ast.walk(function):
        entries = list(_entries(node))
        new = {ast.dump(entry) for entry in entries if _holds(entry, fresh)}
        repeated = len(entries) > _MOST_REPEATED and all(isinstance(entry, ast.Constant) for entry in entries)
        if len(new) > _MOST_ENTRIES or (repeated and ast.dump(node) not in known):
            yield Use(f"a table of {len(entries)} constants", getattr(node, "lineno", function.lineno))
    compared = {part for node in ast.walk(function) for item in _compared(node) for part in ast.walk(item)}
    chained = {_key(node) for node in fresh if node in compared}
    if len(chained) > _MOST_ENTRIES:
        yield Use(f"comparisons with {len(chained)} constants", function.lineno)
    every = {_key(node) for node in fresh}
    if len(every) > _MOST_CONSTANTS:
        yield Use(f"{len(every)} constants", function.lineno)


def _entries(node: ast.AST) -> Iterable[ast.AST]:
    if isinstance(node, ast.Dict):
        return [
            ast.Tuple([*([key] if key else []), value], ast.Load())
            for key, value in zip(node.keys, node.values, strict=True)
        ]
    if isinstance(node, (ast.List, ast.Set, ast.Tuple)):
        return node.elts
    if isinstance(node, ast.Call):
        return [*node.args, *(keyword.value for keyword in node.keywords)]
    return ()


def _compared(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        yield from (node.left, *node.comparators)
    elif isinstance(node, ast.match_case):
        yield node.pattern
    elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        yield node.slice


def _holds(entry: ast.AST, fresh: frozenset[ast.Constant]) -> bool:
    return any(isinstance(node, ast.Constant) and node in fresh for node in ast.walk(entry))


def _key(node: ast.Constant) -> str:
    return repr(node.value)
