"""One function of a module as the rules see it: text, tree, positions, names.

Reads only. Everything a rule changes goes through `burner.rules.edit`.
"""

from __future__ import annotations

import ast
import builtins
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from burner.rules import scope
from burner.target.source import parse


@dataclass(frozen=True, eq=False)
class FunctionView:
    """A function (or method) with its module; offsets count characters of `text`."""

    text: str
    tree: ast.Module
    qualname: str
    node: ast.FunctionDef
    owner: ast.ClassDef | None
    parents: Mapping[ast.AST, ast.AST] = field(repr=False)

    # -- positions -------------------------------------------------------------------------------------------------

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset at which each line starts."""
        return _line_starts_of(self.text)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a position of `ast` (line from 1, column in UTF-8 bytes)."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] - 1
        row = self.text[start:end]
        return start + (column if row.isascii() else len(row.encode()[:column].decode()))

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Return the start and end offset of a node; for a decorated definition, of the part from `def` on."""
        if not isinstance(node, (ast.expr, ast.stmt, ast.ExceptHandler, ast.arg, ast.keyword)):
            raise TypeError(f"{type(node).__name__} has no place in the text")
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno or node.lineno, node.end_col_offset or 0),
        )

    def source(self, node: ast.AST) -> str:
        """Return the exact text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    def line_of(self, offset: int) -> int:
        """Return the line (from 1) that an offset lies in."""
        return bisect_right(self.line_starts, offset)

    def indent(self, statement: ast.stmt) -> str:
        """Return the white space before a statement."""
        start = self.line_starts[statement.lineno - 1]
        return self.text[start : self.span(statement)[0]]

    def starts_line(self, statement: ast.stmt) -> bool:
        """Return whether nothing but white space stands before the statement on its line."""
        return not self.indent(statement).strip()

    @cached_property
    def unit(self) -> str:
        """One step of indentation, as this function uses it."""
        base = len(self.indent(self.node))
        for statement in self.node.body:
            indent = self.indent(statement)
            if not indent.strip() and len(indent) > base:
                return indent[base:]
        return "    "

    # -- structure -------------------------------------------------------------------------------------------------

    def parent(self, node: ast.AST) -> ast.AST:
        """Return the node above."""
        return self.parents[node]

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the nodes above, nearest first, up to and including the function."""
        while node is not self.node:
            node = self.parents[node]
            yield node

    def statement(self, node: ast.AST) -> ast.stmt:
        """Return the statement that a node belongs to (itself, if it is one)."""
        while not isinstance(node, ast.stmt):
            node = self.parents[node]
        return node

    def block(self, statement: ast.stmt) -> list[ast.stmt]:
        """Return the list of statements that holds a statement."""
        above = self.parents[statement]
        for name in ("body", "orelse", "finalbody"):
            block = getattr(above, name, None)
            if isinstance(block, list) and any(s is statement for s in block):
                return block
        raise LookupError(ast.dump(statement))

    def before(self, statement: ast.stmt) -> list[ast.stmt]:
        """Return the statements of the same block before this one, nearest first."""
        block = self.block(statement)
        return block[: _place(block, statement)][::-1]

    def after(self, statement: ast.stmt) -> list[ast.stmt]:
        """Return the statements of the same block after this one."""
        block = self.block(statement)
        return block[_place(block, statement) + 1 :]

    def loops(self, node: ast.AST) -> list[ast.For | ast.While]:
        """Return the loops whose body holds a node (same function), innermost first; iterables are outside."""
        found: list[ast.For | ast.While] = []
        child = node
        for above in self.above(node):
            if isinstance(above, (*scope.FUNCTIONS, ast.ClassDef)):
                break
            if isinstance(above, ast.For) and child is not above.iter and not _in(child, above.orelse):
                found.append(above)
            if isinstance(above, ast.While) and not _in(child, above.orelse):
                found.append(above)
            child = above
        return found

    @cached_property
    def _own(self) -> tuple[ast.AST, ...]:
        return tuple(scope.walk_scope(self.node.body))

    @cached_property
    def _all(self) -> tuple[ast.AST, ...]:
        return tuple(scope.walk(self.node.body))

    @cached_property
    def _uses(self) -> dict[str, list[ast.Name]]:
        uses: dict[str, list[ast.Name]] = {}
        for node in scope.walk(self.node):
            if isinstance(node, ast.Name):
                uses.setdefault(node.id, []).append(node)
        return {name: sorted(found, key=lambda n: (n.lineno, n.col_offset)) for name, found in uses.items()}

    def nodes(self) -> Iterator[ast.AST]:
        """Yield the nodes of the body in source order, nested functions left out."""
        return iter(self._own)

    def everything(self) -> Iterator[ast.AST]:
        """Yield the nodes of the body, nested functions included."""
        return iter(self._all)

    def uses(self, name: str) -> list[ast.Name]:
        """Return all occurrences of a name in the function, in source order, nested functions included."""
        return self._uses.get(name, [])

    # -- names -----------------------------------------------------------------------------------------------------

    @cached_property
    def parameters(self) -> list[str]:
        """The parameters' names."""
        return scope.parameters(self.node)

    @cached_property
    def outer_names(self) -> frozenset[str]:
        """Names that the function declares global or nonlocal."""
        return frozenset(
            name for n in self.everything() if isinstance(n, (ast.Global, ast.Nonlocal)) for name in n.names
        )

    @cached_property
    def locals(self) -> frozenset[str]:
        """Parameters and names bound in the function's own scope, without global and nonlocal ones."""
        return frozenset({*self.parameters, *scope.bound(self.node.body)} - self.outer_names)

    @cached_property
    def captured(self) -> frozenset[str]:
        """Names that nested functions, lambdas or classes mention."""
        return frozenset(scope.captured(self.node))

    @cached_property
    def module_names(self) -> frozenset[str]:
        """Names bound at the top level of the module (or made global by one of its functions)."""
        return _names_of(self.tree)

    @cached_property
    def dynamic(self) -> bool:
        """Whether the function looks at its own names (`locals()`, `eval`, ...): no structural rewrite is safe."""
        for node in self.everything():
            name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
            if name in scope.DYNAMIC_NAMES and name not in self.locals:
                return True
        return False

    @cached_property
    def lazy(self) -> bool:
        """Whether the function yields or awaits: work must not move across those points."""
        return any(isinstance(n, (ast.Yield, ast.YieldFrom, ast.Await)) for n in self.nodes())

    def shadowed(self, name: str) -> bool:
        """Return whether a builtin's name means something else here."""
        return name in self.locals or name in self.outer_names or name in self.module_names

    def builtin(self, node: ast.AST | None, *names: str) -> bool:
        """Return whether a node is the plain name of one of these builtins, not shadowed."""
        return (
            isinstance(node, ast.Name)
            and node.id in names
            and hasattr(builtins, node.id)
            and not self.shadowed(node.id)
        )

    def call(self, node: ast.AST | None, *names: str) -> ast.Call | None:
        """Return the node if it calls one of these builtins (not shadowed, no star arguments)."""
        if isinstance(node, ast.Call) and self.builtin(node.func, *names) and not starred(node):
            return node
        return None

    @cached_property
    def _mentioned(self) -> set[str]:
        return scope.mentioned(self.node) | set(dir(builtins))

    def fresh(self, *hints: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
        """Return the first hint (else one with a number) that is used neither here nor as a global or builtin."""
        used = self._mentioned | self.module_names | set(taken) | self.outer_names
        for hint in hints:
            if hint not in used:
                return hint
        number = 2
        while f"{hints[0]}_{number}" in used:
            number += 1
        return f"{hints[0]}_{number}"

    def imported(self, module: str, name: str) -> tuple[str, tuple[str, ...]] | None:
        """Return how to write `module.name` here and the import statements it needs; None where names clash."""
        for statement in self.tree.body:
            if isinstance(statement, ast.ImportFrom) and statement.module == module and statement.level == 0:
                for alias in statement.names:
                    known = alias.asname or alias.name
                    if alias.name == name and known not in self.locals:
                        return known, ()
            if isinstance(statement, ast.Import):
                for alias in statement.names:
                    known = alias.asname or alias.name
                    if alias.name == module and known.split(".")[0] not in self.locals:
                        return f"{known}.{name}", ()
        if not self.shadowed(name):
            return name, (f"from {module} import {name}",)
        if not self.shadowed(module) and "." not in module:
            return f"{module}.{name}", (f"import {module}",)
        return None

    def function(self, name: str) -> ast.FunctionDef | None:
        """Return the top-level function of the module with this name, if it is defined exactly once."""
        return _functions_of(self.tree).get(name)

    def method(self, name: str) -> ast.FunctionDef | None:
        """Return the method of the function's own class with this name, if it is defined exactly once."""
        if self.owner is None:
            return None
        found = [n for n in self.owner.body if isinstance(n, ast.FunctionDef) and n.name == name]
        return found[0] if len(found) == 1 else None

    def nested(self, name: str, *, anywhere: bool = False) -> FunctionView | None:
        """Return the view of a plain function defined at the top of this one, if nothing else binds its name.

        With `anywhere` also of one that is defined in a loop or under a condition.
        """
        places = self.nodes() if anywhere else self.node.body
        found = [s for s in places if isinstance(s, ast.FunctionDef) and s.name == name]
        if len(found) != 1 or found[0].decorator_list or name in self.parameters or name in self.outer_names:
            return None
        if any(isinstance(use.ctx, ast.Store) for use in self.uses(name)):
            return None
        return FunctionView(self.text, self.tree, f"{self.qualname}.<locals>.{name}", found[0], None, self.parents)

    @property
    def is_nested(self) -> bool:
        """Whether this is a function inside a function."""
        return "<locals>" in self.qualname

    @cached_property
    def self_name(self) -> str | None:
        """The first parameter of a plain method."""
        if self.owner is None or not self.parameters:
            return None
        kinds = {d.id for d in self.node.decorator_list if isinstance(d, ast.Name)}
        return None if kinds & {"staticmethod", "classmethod"} else self.parameters[0]

    def other(self, qualname: str) -> FunctionView | None:
        """Return the view of another function of the same module."""
        return view_of(self.text, qualname)


def starred(call: ast.Call) -> bool:
    """Return whether a call passes `*args` or `**kwargs`."""
    return any(isinstance(a, ast.Starred) for a in call.args) or any(k.arg is None for k in call.keywords)


@lru_cache(maxsize=16)
def _module_of(text: str) -> tuple[ast.Module, Mapping[ast.AST, ast.AST]] | None:
    """Return the tree of a module, and for each node the one above; None if the text has errors."""
    try:
        tree = parse(text)
    except (SyntaxError, ValueError):
        return None
    return tree, {child: above for above in scope.walk(tree) for child in scope.children(above)}


@lru_cache(maxsize=16)
def _line_starts_of(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


@lru_cache(maxsize=16)
def _names_of(tree: ast.Module) -> frozenset[str]:
    """Return the names that a module binds at its top level, or that its functions declare global."""
    return frozenset(scope.bound(tree.body) | scope.outline(tree).globals)


@lru_cache(maxsize=16)
def _functions_of(tree: ast.Module) -> Mapping[str, ast.FunctionDef]:
    """Return the undecorated top-level functions whose names no other function of the module has."""
    names = scope.outline(tree).functions
    top = [n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.decorator_list]
    return {n.name: n for n in top if names[n.name] == 1}


@lru_cache(maxsize=256)
def view_of(text: str, qualname: str) -> FunctionView | None:
    """Return the view of `func` or `Class.method`; None if it is not there, ambiguous, async, or has errors."""
    module = _module_of(text)
    if module is None:
        return None
    tree, parents = module
    owner: ast.ClassDef | None = None
    body = tree.body
    *classes, name = qualname.split(".")
    for step in classes:
        found = [n for n in body if isinstance(n, ast.ClassDef) and n.name == step]
        if len(found) != 1:
            return None
        owner, body = found[0], found[0].body
    functions = [n for n in body if isinstance(n, ast.FunctionDef) and n.name == name]
    if len(functions) != 1:
        return None
    return FunctionView(text, tree, qualname, functions[0], owner, parents)


def _place(block: list[ast.stmt], statement: ast.stmt) -> int:
    return next(i for i, s in enumerate(block) if s is statement)


def _in(node: ast.AST, block: list[ast.stmt]) -> bool:
    return any(s is node for s in block)
