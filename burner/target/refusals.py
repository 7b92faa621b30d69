"""Says why a name in a module can't be optimised, and what to name instead: each with a next step."""

from __future__ import annotations

import ast
import difflib
import os
from collections.abc import Iterator
from pathlib import Path

from burner.errors import BurnerError, TargetError, UsageError
from burner.target.address import Address
from burner.target.project import project_root
from burner.target.source import SourceFile, parse, read_source
from burner.target.spans import FunctionNode, FunctionSpan, branches, decorator_names, functions, is_generator

_REEXPORTS = 5
"""How many modules a re-exported name is followed through."""


def refuse_kind(address: Address, span: FunctionSpan) -> None:
    """Raise TargetError if the function is of a kind that burner can't optimise."""
    name, node = address.qualname, span.node
    if isinstance(node, ast.AsyncFunctionDef):
        raise TargetError(
            f'"{name}" is async: its time depends on what it awaits',
            "Move its computation to a plain function and optimise that.",
        )
    if is_generator(node):
        raise TargetError(
            f'"{name}" is a generator: it runs piece by piece while its caller does',
            "Optimise the function that consumes it, or the one that computes each item.",
        )
    if any(item.rpartition(".")[2] == "overload" for item in decorator_names(node)):
        raise TargetError(f'"{name}" has only overload signatures here', "Name the function that implements it.")
    if _is_stub(node):
        what = "abstract" if any("abstract" in item for item in decorator_names(node)) else "a stub"
        raise TargetError(f'"{name}" is {what}: it has no body', "Name the method of the class that implements it.")


def absent(address: Address, source_file: SourceFile) -> BurnerError:
    """The error for a name that is no function of the module, with what it is instead."""
    name, text = address.qualname, source_file.text
    body, known = parse(text).body, functions(text)
    nested = _nested(name, known)
    if nested:
        return TargetError(
            f'"{nested[0]}" is defined inside "{nested[1]}": it is made anew in every call',
            f"Optimise {address.file}::{nested[1]}, or move it out to the module's top level.",
        )
    statement = _bound(body, name)
    if isinstance(statement, ast.ClassDef):
        methods = [known_name for known_name in known if known_name.startswith(f"{name}.")]
        hint = (
            f"Name one of its methods: {', '.join(f'{address.file}::{item}' for item in methods[:5])}"
            if methods
            else ""
        )
        return TargetError(f'"{name}" is a class', hint or "It has no methods of its own; name a function.")
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        what = "a lambda" if isinstance(statement.value, ast.Lambda) else "a variable, not a `def`"
        return TargetError(
            f'"{name}" is {what} (line {statement.lineno})',
            "Write it as a function with `def`, or name the function behind it.",
        )
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return _imported(address, source_file, statement)
    inherited = _inherited(name, body, known)
    if inherited:
        return TargetError(f'"{name}" is inherited', f"It is defined as {inherited}: use {address.file}::{inherited}")
    return UsageError(f'{source_file.path.name} has no function "{name}"', _suggestion(address, known))


def _suggestion(address: Address, known: dict[str, FunctionSpan]) -> str:
    by_last = [name for name in known if name.rpartition(".")[2] == address.qualname.rpartition(".")[2]]
    folded = {name.lower(): name for name in known}
    close = difflib.get_close_matches(address.qualname.lower(), folded, n=3, cutoff=0.6)
    names = list(dict.fromkeys([*by_last, *(folded[name] for name in close)]))[:3]
    if names:
        return f"Did you mean {' or '.join(f'{address.file}::{name}' for name in names)}?"
    listed = ", ".join(list(known)[:8])
    return f"It has: {listed}" + (", ..." if len(known) > 8 else "") if known else "It has no functions."


def _nested(name: str, known: dict[str, FunctionSpan]) -> tuple[str, str] | None:
    """The name and the outer function of a function that is defined inside another."""
    parts = [part for part in name.split(".") if part != "<locals>"]
    for outer in known.values():
        for node in ast.walk(outer.node):
            if node is outer.node or not isinstance(node, FunctionNode) or node.name != parts[-1]:
                continue
            if len(parts) == 1 or ".".join(parts[:-1]).startswith(outer.qualname):
                return node.name, outer.qualname
    return None


def _bound(body: list[ast.stmt], name: str) -> ast.stmt | None:
    """The statement that binds a name in a module or, for dotted names, in a class of it."""
    first, _, rest = name.partition(".")
    found: ast.stmt | None = None
    for statement in _statements(body):
        if first in _names(statement):
            found = statement
    if found is None or not rest or isinstance(found, (ast.Import, ast.ImportFrom)):
        return found
    return _bound(found.body, rest) if isinstance(found, ast.ClassDef) else None


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        yield statement
        if not isinstance(statement, (FunctionNode, ast.ClassDef)):
            for part in branches(statement):
                yield from _statements(part)


def _names(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.ClassDef):
        return [statement.name]
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).partition(".")[0] for alias in statement.names]
    if isinstance(statement, ast.Assign):
        return [node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []


def _imported(address: Address, source_file: SourceFile, statement: ast.Import | ast.ImportFrom) -> TargetError:
    name = address.qualname
    found = _defining(source_file.path, name, statement, _REEXPORTS)
    if found:
        file = os.path.relpath(found[0]) if not address.file.is_absolute() else str(found[0])
        return TargetError(
            f'"{name}" is imported, not defined in {source_file.path.name}',
            f"It is defined in {file}: use {file}::{found[1]}",
        )
    return TargetError(
        f'"{name}" is imported by "{ast.unparse(statement)}"',
        "burner can't see its source from here; name the file that defines it.",
    )


def _defining(path: Path, name: str, statement: ast.Import | ast.ImportFrom, left: int) -> tuple[Path, str] | None:
    """The file that defines an imported name, and its name there, followed through re-exports."""
    first, dot, rest = name.partition(".")
    if isinstance(statement, ast.Import):
        return None
    alias = next((alias for alias in statement.names if (alias.asname or alias.name) == first), None)
    if alias is None or left == 0:
        return None
    inner = alias.name + dot + rest
    for file in _modules(path, statement):
        try:
            text = read_source(file).text
        except BurnerError:
            continue
        if inner in functions(text):
            return file, inner
        further = _bound(parse(text).body, inner)
        if isinstance(further, (ast.Import, ast.ImportFrom)):
            return _defining(file, inner, further, left - 1)
    return None


def _modules(path: Path, statement: ast.ImportFrom) -> Iterator[Path]:
    root = project_root(path)
    if statement.level:
        bases = [path.parents[statement.level - 1]] if statement.level <= len(path.parents) else []
    else:
        bases = [path.parent, root, root / "src"]
    for base in bases:
        place = base.joinpath(*statement.module.split(".")) if statement.module else base
        for file in (place.with_name(f"{place.name}.py"), place / "__init__.py"):
            if file.is_file() and file != path:
                yield file


def _inherited(name: str, body: list[ast.stmt], known: dict[str, FunctionSpan]) -> str | None:
    owner, _, method = name.rpartition(".")
    statement = _bound(body, owner) if owner else None
    if not isinstance(statement, ast.ClassDef):
        return None
    for base in statement.bases:
        inherited = f"{ast.unparse(base)}.{method}"
        further = (
            inherited
            if inherited in known
            else _inherited(inherited, body, known)
            if ast.unparse(base) != owner
            else None
        )
        if further:
            return further
    return None


def _is_stub(node: FunctionNode) -> bool:
    """Whether a body does nothing: docstring, `...`, `pass` or NotImplementedError only."""
    body = [item for item in node.body if not (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))]
    if not body:
        return True
    only = body[0]
    if len(body) > 1 or not isinstance(only, (ast.Pass, ast.Raise)):
        return False
    return isinstance(only, ast.Pass) or (only.exc is not None and "NotImplementedError" in ast.unparse(only.exc))
