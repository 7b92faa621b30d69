"""What code writes that outlives a call: globals, attributes of classes, functions and modules, attributes of `self`.

A version that is only fast because it remembers earlier calls does so through one of these. Reads trees only.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping

from burner.target.spans import FunctionNode, FunctionSpan, decorator_names
from burner.verify.reach import Use
from burner.verify.scopes import outer_names

_WRITERS = frozenset(
    "append appendleft extend extendleft insert add update setdefault pop popleft popitem remove discard clear sort"  # noqa: SIM905  # a list takes a line for each
    " reverse rotate subtract move_to_end intersection_update difference_update symmetric_difference_update"
    " __setitem__ __delitem__ __setattr__ __delattr__ __iadd__ __ior__ send".split()
)
_WRITING_CALLS = frozenset(
    "setattr delattr heappush heappop heappushpop heapreplace heapify insort insort_left insort_right setitem delitem"  # noqa: SIM905  # a list takes a line for each
    " iadd ior iconcat".split()
)
_APPLYING = frozenset({"map", "filter", "reduce", "partial", "defaultdict"})
"""What takes a function first and gives something else."""
_VIEWS = frozenset({"get", "values", "items", "__getitem__"})
_CONTAINERS = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_IMMUTABLE_CALLS = frozenset({"frozenset", "tuple", "int", "float", "str", "bytes", "bool", "len", "range", "compile"})


def lasting_names(module: ast.Module) -> frozenset[str]:
    """Names of a module whose values can be changed in place, so that they could carry something to the next call."""
    found: set[str] = set()
    for node in _top_level(module.body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value and not _is_immutable(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
        elif isinstance(node, (ast.For, ast.With)):
            found.update(
                name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            )
    return frozenset(found)


def shared_names(module: ast.Module) -> frozenset[str]:
    """Names of a module's functions, classes and imports: attributes set on these are there for everybody."""
    found: set[str] = set()
    for node in _top_level(module.body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    return frozenset(found)


def lasting_writes(span: FunctionSpan, lasting: frozenset[str], shared: frozenset[str]) -> list[Use]:
    """Everything in a function that changes what is still there after the call, other than its arguments."""
    return sorted((*_writes(span, lasting), *_passed_on(span, shared)), key=lambda use: use.line)


def _passed_on(span: FunctionSpan, shared: frozenset[str]) -> Iterator[Use]:
    """Writes into attributes of what a function, class or module may have become on its way through a container or call."""
    outer, brought = outer_names(span.node), _brought(span.node)

    def passed(value: ast.expr, known: Mapping[str, str]) -> str | None:
        """The first shared thing that is in an expression as itself, neither called nor a key or a mapped function."""
        skipped: set[int] = set()
        for node in ast.walk(value):
            if isinstance(node, ast.Call):
                used = [node.func, *(keyword.value for keyword in node.keywords if keyword.arg == "key")]
                if isinstance(node.func, ast.Name) and node.func.id in _APPLYING:
                    used += node.args[:1]
                skipped.update(id(item) for part in used for item in _chain(part))
        names = [node for node in ast.walk(value) if isinstance(node, ast.Name) and id(node) not in skipped]
        direct = (node.id for node in names if node.id in brought or (node in outer and node.id in shared))
        return next(direct, next((known[node.id] for node in names if node.id in known), None))

    known: dict[str, str] = {}
    given = list(_assignments(span.node))
    for _ in range(len(given)):
        before = len(known)
        for name, value in given:
            found = passed(value, known) if name not in known else None
            if found is not None:
                known[name] = found
        if len(known) == before:
            break
    for node in ast.walk(span.node):
        written = _written(node)
        if written is None:
            continue
        chain = list(_chain(written))
        last = next((item for item in chain if isinstance(item, ast.Attribute)), None)
        found = passed(chain[-1], known) if last is not None else None
        if last is not None and found is not None:
            yield Use(f"{found}.{last.attr}", getattr(node, "lineno", span.def_line))


def _chain(node: ast.expr) -> Iterator[ast.expr]:
    """An expression, what it is an attribute or item of, and so on."""
    while True:
        yield node
        if not isinstance(node, (ast.Attribute, ast.Subscript)):
            return
        node = node.value


def _writes(span: FunctionSpan, lasting: frozenset[str]) -> Iterator[Use]:
    rooted = _roots(span, lasting)
    for node in ast.walk(span.node):
        line = getattr(node, "lineno", span.def_line)
        if isinstance(node, ast.Global):
            yield from (Use(f"global {name}", line) for name in node.names)
        written = _written(node)
        where = rooted(written) if written is not None else None
        if where is not None:
            yield Use(where, line)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            where = rooted(node.target)
            if where is not None and isinstance(node.value, _CONTAINERS):
                yield Use(where, line)


def _written(node: ast.AST) -> ast.expr | None:
    """The expression of the object that a node changes, the attribute named where it is one that is set."""
    if isinstance(node, ast.Attribute):
        if not isinstance(node.ctx, ast.Load):
            return node
        return node.value if node.attr in _WRITERS else None
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return node.value
    if isinstance(node, ast.Call) and node.args:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        builtin = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") in {
            "dict",
            "list",
            "set",
            "object",
        }
        if called in _WRITING_CALLS or (builtin and called in _WRITERS):
            return node.args[0]
    return None


def _roots(span: FunctionSpan, lasting: frozenset[str]) -> Callable[[ast.expr], str | None]:
    """Say in which lasting object an expression lies ("CACHE", "self.items", "Class.count"), or None."""
    outer = outer_names(span.node)
    brought = _brought(span.node)
    args = [*span.node.args.posonlyargs, *span.node.args.args]
    bound = bool(span.owner) and "staticmethod" not in decorator_names(span.node) and bool(args)
    first = args[0].arg if bound else None
    is_class = "classmethod" in decorator_names(span.node) or span.node.name in {"__new__", "__init_subclass__"}
    own = "cls" if is_class else "self"
    aliases: dict[str, str] = {}

    def root(node: ast.expr) -> str | None:
        path: list[str] = []
        while True:
            if isinstance(node, ast.Attribute):
                path.append(node.attr)
                node = node.value
            elif isinstance(node, (ast.Subscript, ast.Starred)):
                path.clear()
                node = node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _VIEWS:
                path.clear()
                node = node.func.value
            else:
                break
        base = _base(node)
        if base is None or not path or not (base in lasting or base in {"self", "cls", "type()"}):
            return base
        return "type()" if path[-1] == "__class__" else f"{base}.{path[-1]}"

    def _base(node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            if node.id in brought:
                return node.id
            if node in outer:
                return node.id if node.id in lasting else None
            return own if node.id == first else aliases.get(node.id)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in {"type", "super"}:
                return "type()" if not node.args or _base(node.args[0]) else None
            if node.func.id in {"vars", "getattr", "iter", "reversed", "enumerate", "zip"}:
                return next((found for item in node.args if (found := root(item))), None)
        if isinstance(node, ast.IfExp):
            return root(node.body) or root(node.orelse)
        if isinstance(node, ast.BoolOp):
            return next((found for item in node.values if (found := root(item))), None)
        return root(node.value) if isinstance(node, ast.NamedExpr) else None

    _follow(span.node, root, aliases)
    return root


def _brought(function: FunctionNode) -> frozenset[str]:
    """Names that imports inside a function bind: local names of modules and classes that everybody shares."""
    return frozenset(
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    )


def _follow(function: FunctionNode, root: Callable[[ast.expr], str | None], aliases: dict[str, str]) -> None:
    """Find the local names that stand for lasting objects, also through other local names."""
    given = list(_assignments(function))
    for _ in range(len(given)):
        before = len(aliases)
        for name in dict.fromkeys(name for name, _ in given if name not in aliases):
            found = [root(value) for other, value in given if other == name]
            known = [item for item in found if item is not None]
            if known and (len(known) == len(found) or not all(item.startswith("self") for item in known)):
                aliases[name] = known[0]
        if len(aliases) == before:
            return


def _assignments(function: FunctionNode) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _pairs(target, node.value)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            yield from _pairs(node.target, node.value)
        elif isinstance(node, (ast.For, ast.comprehension)):
            yield from _pairs(node.target, node.iter)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, (ast.Tuple, ast.List)):
        values = value.elts if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts) else []
        for index, item in enumerate(target.elts):
            yield from _pairs(item, values[index] if values else value)


def _top_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module, those in its branches included."""
    for node in body:
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            for name in ("body", "orelse", "finalbody", "handlers"):
                for inner in getattr(node, name, []):
                    yield from _top_level(inner.body if isinstance(inner, ast.ExceptHandler) else [inner])


def _is_immutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.Tuple):
        return all(_is_immutable(item) for item in value.elts)
    if isinstance(value, ast.UnaryOp):
        return _is_immutable(value.operand)
    if isinstance(value, ast.BinOp):
        return _is_immutable(value.left) and _is_immutable(value.right)
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in _IMMUTABLE_CALLS
    return isinstance(value, ast.JoinedStr)
