"""The static guard: refuses versions that would cheat, spy or change more than functions, before they cost a process.

Only what a version adds is looked at: whatever the original does, it may go on doing. The guard is the cheap first
line; the sandbox and the differential run hold what it does not see. Runs nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from burner.target import helpers_of
from burner.target.meaning import meaning
from burner.target.source import parse, parse_afresh
from burner.target.spans import FunctionNode, FunctionSpan, decorator_names, definitions, functions, is_generator
from burner.verify.lasting import lasting_names, lasting_writes, shared_names
from burner.verify.literals import constants, literal_tables
from burner.verify.reach import ALLOWED_MODULES, BANNED_MODULES, Use, doubtful_uses, imported, is_doubtful
from burner.verify.scopes import imports_of, module_of

_CACHES = frozenset({"lru_cache", "cache", "cached_property", "cachedmethod", "cached", "memoize"})


def guard(old_text: str, new_text: str, names: Sequence[str]) -> str | None:
    """Say why a new version of a module is forbidden, or None; `names` are the functions that differ."""
    if old_text == new_text:
        return None
    try:
        new = parse(new_text)
    except (SyntaxError, ValueError) as error:
        return f"it does not parse: {error}"
    old = parse(old_text)
    before, after = definitions(old_text, old), definitions(new_text, new)
    changed = [
        name
        for name in after
        if name in names or [meaning([span.node]) for span in after[name]] != _meanings(before.get(name, ()))
    ]
    spans = [span for name in changed for span in after[name]]
    return next(
        (
            reason
            for reason in (
                _shape(before, after),
                _module_code(old_text, new_text, changed),
                _imports(old, new, spans),
                _reached(old, new, spans),
                _kept(old_text, old, new, [name for name in changed if name in before], spans),
                _written_down(old, spans),
            )
            if reason
        ),
        None,
    )


def _meanings(spans: Iterable[FunctionSpan]) -> list[object]:
    return [meaning([span.node]) for span in spans]


def _shape(before: Mapping[str, list[FunctionSpan]], after: Mapping[str, list[FunctionSpan]]) -> str | None:
    """Functions are changed within, and plain functions may be added; nothing else."""
    for name, spans in before.items():
        others = after.get(name, [])
        if len(others) != len(spans):
            return f"removes {name}" if len(others) < len(spans) else f"defines {name} once more"
        for old, new in zip(spans, others, strict=True):
            reason = _signature(old.node, new.node)
            if reason:
                return f"changes {reason} of {name}"
    for name in after.keys() - before.keys():
        span = after[name][0]
        if span.owner:
            return f"adds the method {name}"
        if span.conditional or len(after[name]) > 1:
            return f"adds the function {name} more than once or in a branch"
        reason = _helper(span.node)
        if reason:
            return f"the new function {name} {reason}"
    return None


def _signature(old: FunctionNode, new: FunctionNode) -> str | None:
    if type(old) is not type(new):
        return "the kind (async or not)"
    if is_generator(old) != is_generator(new):
        return "the kind (generator or not)"
    if meaning(old.decorator_list) != meaning(new.decorator_list):
        return "the decorators"
    if meaning([old.args]) != meaning([new.args]):
        return "the parameters"
    return "the return annotation" if meaning([old.returns]) != meaning([new.returns]) else None


def _helper(node: FunctionNode) -> str | None:
    named = [name.rpartition(".")[2] for name in decorator_names(node)]
    if _CACHES.intersection(named):
        return "caches across calls"
    if named:
        return "has decorators"
    for default in [*node.args.defaults, *(item for item in node.args.kw_defaults if item)]:
        if not all(isinstance(item, _PLAIN) for item in ast.walk(default)):
            return f"has a default that lasts across calls: {ast.unparse(default)[:40]}"
    return None


_PLAIN = (ast.Constant, ast.Tuple, ast.UnaryOp, ast.unaryop, ast.BinOp, ast.operator, ast.expr_context)


def _module_code(old_text: str, new_text: str, changed: Sequence[str]) -> str | None:
    """Compare what runs when the module is imported, the bodies of functions left out."""
    before = {ast.dump(node) for node in _hollow(old_text, changed)}
    now = list(_hollow(new_text, changed))
    for node in now:
        if ast.dump(node) not in before:
            return f"adds or changes module-level code: {_shown(node, new_text)}"
    after = {ast.dump(node) for node in now}
    for node in _hollow(old_text, changed):
        if ast.dump(node) not in after:
            return f"removes module-level code: {_shown(node, old_text)}"
    if [ast.dump(node) for node in now] != [ast.dump(node) for node in _hollow(old_text, changed)]:
        return "changes the order or number of module-level statements"
    return None


def _hollow(text: str, changed: Sequence[str]) -> Iterator[ast.stmt]:
    tree = parse_afresh(text)
    known = definitions(text, tree)
    for name in changed:
        for span in known.get(name, ()):
            span.node.body = []
    tops = {id(span.node) for name in changed for span in known.get(name, ()) if not span.owner}
    for node in tree.body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)) and id(node) not in tops:
            yield node


def _shown(node: ast.stmt, text: str) -> str:
    line = text.split("\n")[node.lineno - 1].strip()
    return f"{line[:60]} (line {node.lineno})"


def _imports(old: ast.Module, new: ast.Module, spans: Sequence[FunctionSpan]) -> str | None:
    known = {module for node in ast.walk(old) for module in _modules(node)}
    statements = {meaning([node]) for node in ast.walk(old) if isinstance(node, (ast.Import, ast.ImportFrom))}
    uses = {name for node in ast.walk(old) if isinstance(node, ast.ImportFrom) for name in imported(node)}
    bodies = [node for span in spans for node in ast.walk(span.node)]
    for node in [*new.body, *bodies]:
        if not isinstance(node, (ast.Import, ast.ImportFrom)) or meaning([node]) in statements:
            continue
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            return f"imports everything of {module_of(node)}"
        for module in _modules(node):
            if not _may_import(module, known):
                return f"imports {module}, which the original does not"
        for name in imported(node) if isinstance(node, ast.ImportFrom) else ():
            if is_doubtful(name) and name not in uses:
                return f"imports {name}, which the original does not"
    bound = imports_of(iter(old.body))
    for name, dotted in imports_of(iter(new.body)).items():
        if bound.get(name, dotted) != dotted:
            return f"gives the name {name} another meaning: {dotted}"
    return None


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [module_of(node)] if isinstance(node, ast.ImportFrom) else []


def _may_import(module: str, known: set[str]) -> bool:
    first = module.partition(".")[0]
    if first in ALLOWED_MODULES or module in {"sys", "io"}:
        return True
    inside = any(module == name or (module.startswith(f"{name}.") and first not in BANNED_MODULES) for name in known)
    return inside or any(name.startswith(f"{module}.") for name in known if "." not in module and module)


def _reached(old: ast.Module, new: ast.Module, spans: Sequence[FunctionSpan]) -> str | None:
    bound = _module_names(old)
    local = {name: dotted for name, dotted in imports_of(ast.walk(old)).items() if name in _module_names(new)}
    module_imports = local | imports_of(iter(new.body))
    uses = [use for span in spans for use in doubtful_uses(span.node, module_imports, bound)]
    known = _reached_before(old, bound) if uses else frozenset()
    return next((_said(f"uses {use.what}", use) for use in uses if use.what not in known), None)


def _reached_before(old: ast.Module, bound: frozenset[str]) -> frozenset[str]:
    own = imports_of(ast.walk(old))
    loose: FunctionNode = ast.FunctionDef("", _NO_ARGUMENTS, list(old.body), [], lineno=1)
    inner = [node for node in ast.walk(old) if isinstance(node, FunctionNode)]
    return frozenset(use.what for node in (loose, *inner) for use in doubtful_uses(node, own, bound))


_NO_ARGUMENTS = ast.arguments([], [], None, [], [], None, [])


def _module_names(module: ast.Module) -> frozenset[str]:
    """The names that a module binds itself, so that they are not Python's own."""
    names = set(imports_of(iter(module.body)))
    for node in module.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        else:
            stored = (item for item in ast.walk(node) if isinstance(item, ast.Name))
            names.update(item.id for item in stored if isinstance(item.ctx, ast.Store))
    return frozenset(names)


def _kept(
    old_text: str, old: ast.Module, new: ast.Module, changed: Sequence[str], spans: Sequence[FunctionSpan]
) -> str | None:
    """What the changed functions and their helpers wrote before, they may write; of `self` what any method did."""
    uses = [use for span in spans for use in lasting_writes(span, lasting_names(new), shared_names(new))]
    uses = [use for use in uses if not _is_import(use.what, new)]
    known = _kept_before(old_text, old, changed) if uses else frozenset()
    return next((_said(f"writes to {use.what}", use) for use in uses if use.what not in known), None)


def _kept_before(old_text: str, old: ast.Module, changed: Sequence[str]) -> frozenset[str]:
    lasting, shared = lasting_names(old), shared_names(old)
    reached = {*changed, *(helper for name in changed for helper in helpers_of(old_text, name))}
    known: set[str] = set()
    for name, span in functions(old_text).items():
        writes = {use.what for use in lasting_writes(span, lasting, shared)}
        known |= writes if name in reached else {what for what in writes if what.startswith("self")}
    return frozenset(known)


def _is_import(what: str, new: ast.Module) -> bool:
    """Whether it only has the name of a method that writes, like `operator.add` or `numpy.insert`."""
    modules = {name for node in new.body if isinstance(node, ast.Import) for name in imports_of(iter([node]))}
    return what in modules or imports_of(iter(new.body)).get(what, ".").partition(".")[0] in ALLOWED_MODULES


def _written_down(old: ast.Module, spans: Sequence[FunctionSpan]) -> str | None:
    known = constants(old)
    for span in spans:
        for use in literal_tables(span.node, known):
            return _said(f"writes down {use.what}", use)
    return None


def _said(what: str, use: Use) -> str:
    return f"{what}, which the original does not (line {use.line})"
