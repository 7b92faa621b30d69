"""Decides which import lines a rewritten function still needs, where they go, and which names are taken already.

A line is only added where it can't change what any other code of the module sees.
"""

from __future__ import annotations

import ast
import symtable
import warnings
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from burner.errors import BurnerError
from burner.target.source import parse, parse_afresh
from burner.target.spans import FunctionNode, FunctionSpan, branches

_TYPING = "typing "
"""Marks the origin of a name that is only imported for type checkers."""


class SpliceError(BurnerError):
    """A proposed text can't take the place of a function without changing more than that function."""


def missing_imports(text: str, imports: Sequence[str], replaced: Collection[FunctionSpan]) -> tuple[str, ...]:
    """The statements of `imports` that the module lacks, one binding each; raises SpliceError where one would clash.

    `from __future__` lines are dropped: they would change the whole module.
    """
    if not imports:
        return ()
    have = _module_imports(parse(text).body)
    bound, others = names_of_module(text), names_read_elsewhere(text, replaced)
    missing: dict[str, tuple[str, str]] = {}
    for statement in imports:
        for line, name, origin in _bindings(statement):
            known = have.get(name, set())
            if line in missing or any(other == origin or _is_inside(other, origin) for other in known):
                continue
            if any(name == taken and not _same_package(origin, other) for taken, other in missing.values()):
                raise SpliceError(f'two imports bind the name "{name}"')
            harmless = all(_same_package(origin, other) or other == f"{_TYPING}{origin}" for other in known)
            if name in bound and not (known and harmless):
                raise SpliceError(f'the module already has another "{name}"', f"{line} would replace it.")
            if name not in bound and name in others:
                raise SpliceError(
                    f'other code of the module reads the name "{name}"', f"{line} would change what it sees."
                )
            missing[line] = (name, origin)
    return tuple(missing)


def import_line(text: str) -> tuple[int, int, int]:
    """Where import lines go: before which line (from 0), and the blank lines wanted before and after."""
    body = parse(text).body
    lines = text.split("\n")
    leading: list[ast.stmt] = []
    for node in body:
        if isinstance(node, (FunctionNode, ast.ClassDef)):
            break
        leading.append(node)
    imports = [node for node in leading if isinstance(node, (ast.Import, ast.ImportFrom)) and not _is_future(node)]
    top = [node for number, node in enumerate(leading) if _is_future(node) or (number == 0 and _is_docstring(node))]
    following = [node for node in body if node not in top]
    after = 1 if following and not isinstance(following[0], (FunctionNode, ast.ClassDef)) else 2
    if imports:
        return _line_after(imports[-1], body, lines), 0, 0
    if top:
        return _line_after(top[-1], body, lines), 1, after
    comments = max((number + 1 for number, line in enumerate(lines[:2]) if line.startswith("#")), default=0)
    while 0 < comments < len(lines) and lines[comments].startswith("#"):
        comments += 1
    return comments, 1 if comments else 0, after


def names_of_module(text: str) -> frozenset[str]:
    """Every name that the module binds at its top level, also by `global` in a function."""
    top = _table(text)
    names = {
        item.get_name() for item in top.get_symbols() if item.is_assigned() or item.is_imported() or item.is_namespace()
    }
    for table in _tables(top, frozenset()):
        names.update(
            item.get_name() for item in table.get_symbols() if item.is_declared_global() and item.is_assigned()
        )
    return frozenset(names)


def names_read_elsewhere(text: str, replaced: Collection[FunctionSpan]) -> frozenset[str]:
    """Every module-level or builtin name that code outside the replaced functions reads."""
    spans = frozenset((span.node.name, line) for span in replaced for line in range(span.first_line, span.def_line + 1))
    top = _table(text)
    names = {item.get_name() for item in top.get_symbols() if item.is_referenced()}
    for table in _tables(top, spans):
        names.update(item.get_name() for item in table.get_symbols() if item.is_global() and item.is_referenced())
    return frozenset(names)


@lru_cache(maxsize=4)
def _table(text: str) -> symtable.SymbolTable:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return symtable.symtable(text, "module", "exec")


def _tables(table: symtable.SymbolTable, skipped: frozenset[tuple[str, int]]) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        if (child.get_name(), child.get_lineno()) not in skipped:
            yield child
            yield from _tables(child, skipped)


def _module_imports(body: Sequence[ast.stmt], mark: str = "") -> dict[str, set[str]]:
    """The origins of every name that is imported at the module's top level, also in its branches."""
    found: dict[str, set[str]] = {}
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for _, name, origin in _aliases(node):
                found.setdefault(name, set()).add(mark + origin)
        elif not isinstance(node, (FunctionNode, ast.ClassDef)):
            typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
            for part in branches(node):
                for name, origins in _module_imports(part, _TYPING if typing_only else mark).items():
                    found.setdefault(name, set()).update(origins)
    return found


def _bindings(statement: str) -> Iterator[tuple[str, str, str]]:
    try:
        body = parse_afresh(statement.strip()).body
    except (SyntaxError, ValueError) as error:
        raise SpliceError(f"{statement.strip()!r} is no import statement") from error
    for node in body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            raise SpliceError(f"{ast.unparse(node)!r} is no import statement")
        if any(alias.name == "*" for alias in node.names):
            raise SpliceError("a star import would bind unknown names")
        if not _is_future(node):
            yield from _aliases(node)


def _aliases(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str, str]]:
    """One line, the bound name and its origin for each name of an import statement."""
    for alias in node.names:
        suffix = f" as {alias.asname}" if alias.asname else ""
        if isinstance(node, ast.Import):
            name = alias.asname or alias.name.partition(".")[0]
            yield f"import {alias.name}{suffix}", name, f"{alias.name}{suffix}"
        elif alias.name != "*":
            module = "." * node.level + (node.module or "")
            yield f"from {module} import {alias.name}{suffix}", alias.asname or alias.name, f"{module}:{alias.name}"


def _same_package(one: str, other: str) -> bool:
    """Whether both are plain imports of modules in one package, which bind the same name to the same thing."""
    plain = not any(mark in origin for origin in (one, other) for mark in (" ", ":"))
    return plain and one.partition(".")[0] == other.partition(".")[0]


def _is_inside(module: str, package: str) -> bool:
    return _same_package(module, package) and module.startswith(f"{package}.")


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _line_after(node: ast.stmt, body: Sequence[ast.stmt], lines: Sequence[str]) -> int:
    """The index of the first line after a statement and those that share its lines."""
    end = node.end_lineno or node.lineno
    for other in body:
        while lines[end - 1].endswith("\\") and "#" not in lines[end - 1] and end < len(lines):
            end += 1
        if node.lineno <= other.lineno <= end:
            end = max(end, other.end_lineno or other.lineno)
    return end
