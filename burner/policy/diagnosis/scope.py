"""What can be read off a function: its loops, what changes in each, and which names hold lists or text."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from burner.target.source import parse
from burner.target.spans import FunctionNode

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_MUTATORS = frozenset({"append", "extend", "insert", "remove", "pop", "popleft", "appendleft", "clear", "sort"})
_MUTATORS |= {"reverse", "add", "discard", "update", "setdefault", "popitem"}
_MAKERS = {"list": "list", "sorted": "list", "set": "set", "frozenset": "set", "dict": "dict", "str": "str"}
_MAKERS |= {"deque": "deque", "Counter": "dict", "defaultdict": "dict", "OrderedDict": "dict", "range": "range"}
_TEXT_METHODS = frozenset({"join", "strip", "lower", "upper", "replace", "format", "lstrip", "rstrip", "title"})
_LIST_METHODS = frozenset({"split", "splitlines", "rsplit", "readlines", "findall"})


@dataclass(frozen=True)
class Loop:
    """A `for`, `while` or comprehension; `changing` are the names that may differ from one round to the next."""

    node: ast.AST
    target: frozenset[str]
    """Names that the loop itself binds."""
    over: ast.expr | None
    """What a `for` runs over."""
    changing: frozenset[str]

    @property
    def line(self) -> int:
        """Where it begins."""
        return int(getattr(self.node, "lineno", getattr(self.over, "lineno", 0)))


@dataclass(frozen=True)
class Site:
    """A node of the function, with the loops around it, outermost first, and the statement it belongs to."""

    node: ast.AST
    loops: tuple[Loop, ...]
    statement: ast.stmt


@dataclass(frozen=True)
class Scope:
    """One function, read."""

    qualname: str
    node: FunctionNode
    lines: tuple[str, ...] = field(repr=False)
    """The module's."""
    kinds: Mapping[str, str]
    """Name or dotted attribute -> "list", "str", "set", "dict", ... where that is known."""
    sites: tuple[Site, ...] = field(repr=False)
    functions: Mapping[str, FunctionNode] = field(default_factory=dict, repr=False)
    """The module's functions and methods by bare name."""

    def words(self, node: ast.AST, longest: int = 70) -> str:
        """The node's source on one line, cut short."""
        text = " ".join(self._segment(node).split())
        return text if len(text) <= longest else f"{text[: longest - 3]}..."

    def _segment(self, node: ast.AST) -> str:
        """The node's own text where it is on one line; ast.get_source_segment splits the whole module every time."""
        first = getattr(node, "lineno", 0)
        if first and first == getattr(node, "end_lineno", 0):
            line = self.lines[first - 1].encode()
            return line[getattr(node, "col_offset", 0) : getattr(node, "end_col_offset", 0)].decode()
        return ast.unparse(node)

    def kind(self, node: ast.expr) -> str | None:
        """What kind of value the expression is, where that is known."""
        return kind_of(node, self.kinds)


def read(qualname: str, node: FunctionNode, text: str, types: Mapping[str, str], owner: ast.ClassDef | None) -> Scope:
    """Read one function; `types` are recorded types of its parameters."""
    kinds: dict[str, str] = {}
    for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
        annotation = ast.unparse(argument.annotation).strip("\"'") if argument.annotation else ""
        kind = _annotated(types.get(argument.arg, "") or annotation)
        if kind:
            kinds[argument.arg] = kind
    parts: list[ast.AST] = [owner, node] if owner else [node]
    for part in parts:
        for name, held in _assigned(part, kinds):
            kinds.setdefault(name, held)
    known = {item.name: item for item in ast.walk(parse(text)) if isinstance(item, FunctionNode)}
    return Scope(qualname, node, tuple(text.split("\n")), kinds, tuple(_sites(node)), known)


def names_in(node: ast.AST) -> frozenset[str]:
    """All names that an expression mentions."""
    return frozenset(child.id for child in ast.walk(node) if isinstance(child, ast.Name))


def same_every_round(node: ast.AST, loop: Loop) -> bool:
    """Whether an expression mentions nothing that the loop changes, so that it could be worked out before it."""
    return not names_in(node) & loop.changing


def dotted(node: ast.AST) -> str | None:
    """The text of plain names and attributes of them, like "self.a.b"; None for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else None
    return None


def kind_of(node: ast.expr | None, kinds: Mapping[str, str]) -> str | None:
    """What literals, well-known calls and names hold: "list", "str", "set", "dict", ..."""
    if isinstance(node, (ast.List, ast.ListComp)):
        return "list"
    if isinstance(node, (ast.JoinedStr,)) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return "str"
    if isinstance(node, (ast.Set, ast.SetComp)):
        return "set"
    if isinstance(node, (ast.Dict, ast.DictComp)):
        return "dict"
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)):
        return kind_of(node.left, kinds) or kind_of(node.right, kinds)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else dotted(node.func) or ""
        if isinstance(node.func, ast.Attribute) and name in _LIST_METHODS:
            return "list"
        if isinstance(node.func, ast.Attribute) and name in _TEXT_METHODS:
            return "str"
        if (dotted(node.func) or "").startswith(("np.", "numpy.")):
            return "array"
        return _MAKERS.get(name)
    held = dotted(node) if node is not None else None
    return kinds.get(held) if held else None


def _annotated(text: str) -> str | None:
    head = text.partition("[")[0].rpartition(".")[2].lower()
    known = {"list": "list", "sequence": "list", "str": "str", "set": "set", "frozenset": "set", "dict": "dict"}
    known |= {"mapping": "dict", "ndarray": "array", "deque": "deque", "tuple": "list"}
    return known.get(head)


def _assigned(root: ast.AST, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(root):
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        else:
            continue
        kind = kind_of(value, kinds)
        for target in targets:
            name = dotted(target)
            if name and kind:
                yield name, kind


def _sites(function: FunctionNode) -> Iterator[Site]:
    for statement in function.body:
        yield from _visit(statement, (), statement)


def _visit(node: ast.AST, loops: tuple[Loop, ...], statement: ast.stmt) -> Iterator[Site]:
    if isinstance(node, ast.stmt):
        statement = node
    yield Site(node, loops, statement)
    if isinstance(node, (ast.For, ast.AsyncFor)):
        inside = (*loops, _loop(node, [node.target], node.iter))
        yield from _visit(node.iter, loops, statement)
        for child in (*node.body, *node.orelse):
            yield from _visit(child, inside, statement)
    elif isinstance(node, ast.While):
        inside = (*loops, _loop(node, [], None))
        for part in (node.test, *node.body):
            yield from _visit(part, inside, statement)
    elif isinstance(node, COMPREHENSIONS):
        for generator in node.generators:
            yield from _visit(generator.iter, loops, statement)
            loops = (*loops, _loop(node, [generator.target], generator.iter))
            for condition in generator.ifs:
                yield from _visit(condition, loops, statement)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        for value in parts:
            yield from _visit(value, loops, statement)
    else:
        for part in ast.iter_child_nodes(node):
            yield from _visit(part, loops, statement)


def _loop(node: ast.AST, targets: list[ast.expr], over: ast.expr | None) -> Loop:
    bound = frozenset(name for target in targets for name in names_in(target))
    return Loop(node, bound, over, bound | frozenset(_changed(node)))


def _changed(loop: ast.AST) -> Iterator[str]:
    for node in ast.walk(loop):
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield node.id
        elif isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield from sorted(names_in(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _MUTATORS:
            yield from sorted(names_in(node.func.value))
