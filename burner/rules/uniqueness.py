"""Rules about lists that grow by what they do not hold yet: a set follows them, or a dictionary keeps the order.

None of them proves that the elements can be hashed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import scope, type_names
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import membership as cards
from burner.rules.edit import Edits, render
from burner.rules.growth import Change, followed, is_simple, only_unique
from burner.rules.kinds import Kinds
from burner.rules.lists import first_value, followed_append, may_be_list, membership_tests, short_name, unhashable
from burner.rules.places import Repeat, alone_on_line, insertable, read_elsewhere, repeats
from burner.rules.purity import is_path
from burner.rules.view import FunctionView


def _seen(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    groups: dict[tuple[str, int], tuple[Repeat, list[Change], list[ast.Compare]]] = {}
    for test in membership_tests(view):
        path = _unwrapped(view, test.comparators[0])
        if not is_path(path) or isinstance(path, ast.Subscript) or not may_be_list(view, brief, path):
            continue
        if unhashable(test.left) or (isinstance(path, ast.Name) and path.id in view.captured | view.outer_names):
            continue
        if _follows_removal(view, test, path):
            continue
        found = _outermost(view, test, path)
        if found is not None:
            key = (scope.plain(path), id(found[0].statement))
            groups.setdefault(key, (*found, []))[2].append(test)
    kinds = Kinds(view, brief)
    for repeat, known, tests in groups.values():
        keys = {_hashed(kinds.of(test.left)) for test in tests}
        if len(keys) == 1 and None not in keys and (keys == {PLAIN} or not _changes_parts(view)):
            path = _unwrapped(view, tests[0].comparators[0])
            yield from _follow(view, path, repeat, known, tests, str(keys.pop()))


def _changes_parts(view: FunctionView) -> bool:
    stored = (ast.Store, ast.Del)
    return any(isinstance(n, (ast.Subscript, ast.Attribute)) and isinstance(n.ctx, stored) for n in view.everything())


PLAIN = "{}"


def _hashed(kind: ast.expr | None) -> str | None:
    """Return how elements of a type stand in a set, with {} for the element; None where they can't."""
    name, inside = type_names.head(kind), type_names.parts(kind)
    if name not in {"list", "dict", "set"}:
        return PLAIN
    if not inside or not all(type_names.hashable(part) for part in inside):
        return None
    return {"list": "tuple({})", "dict": "frozenset({}.items())", "set": "frozenset({})"}[name]


def _follows_removal(view: FunctionView, test: ast.Compare, path: ast.expr) -> bool:
    """Return whether a test only asks whether the value removed just before was there twice."""
    statement = view.statement(test)
    if not isinstance(statement, ast.If) or statement.test is not test:
        return False
    earlier = next(iter(view.before(statement)), None)
    return any(
        change.kind == "remove" and change.value is not None and scope.same(change.value, test.left)
        for change in (followed(view, path, [earlier]) or [] if earlier is not None else [])
    )


def _unwrapped(view: FunctionView, node: ast.expr) -> ast.expr:
    """Return the list inside `set(xs)`, `list(xs)` and the like, which are made anew for each test."""
    call = view.call(node, "set", "frozenset", "list", "tuple", "sorted")
    while call is not None and len(call.args) == 1 and not call.keywords:
        node = call.args[0]
        call = view.call(node, "set", "frozenset", "list", "tuple", "sorted")
    return node


def _outermost(view: FunctionView, test: ast.Compare, path: ast.expr) -> tuple[Repeat, list[Change]] | None:
    best: tuple[Repeat, list[Change]] | None = None
    still = False  # within an inner loop the list stays as it is: a set built before that loop serves
    for repeat in repeats(view, test):
        known = followed(view, path, repeat.within)
        if known is None:
            break
        if best is None and known and all(_each_turn(view, c, repeat) for c in known):
            break  # made anew in each turn, and asked once: a set costs more than it saves
        fresh_list = any(c.kind == "rebind" and _loop_depth(view, c.statement, repeat) == 1 for c in known)
        if fresh_list and (best is not None or still):
            break
        if known:
            best = (repeat, known)
        still = still or not known
    return best


def _each_turn(view: FunctionView, change: Change, repeat: Repeat) -> bool:
    """Return whether a list is bound to something else in every turn of a loop."""
    return change.kind == "rebind" and view.parent(change.statement) is repeat.node


def _loop_depth(view: FunctionView, statement: ast.stmt, repeat: Repeat) -> int:
    depth = 0
    for above in view.above(statement):
        depth += isinstance(above, scope.LOOPS)
        if above is repeat.node:
            break
    return depth


def _follow(
    view: FunctionView, path: ast.expr, repeat: Repeat, known: list[Change], tests: list[ast.Compare], hashed: str
) -> Iterator[Rewrite]:
    first = first_value(view, path, repeat.statement)
    unique = only_unique(view, path, known, first)
    text = view.source(path)
    seen = view.fresh(f"{short_name(path)}_set", f"seen_{short_name(path)}")
    edits = Edits(view)
    if not isinstance(path, ast.Name) or _bound_before(view, path.id, repeat.statement):
        edits.before(repeat.statement, [_start(view, seen, text, first, hashed)])
    for change in known:
        if not alone_on_line(view, change.statement):
            return
        lines = _follow_lines(view, seen, path, change, unique, hashed)
        if lines is None:
            return
        if change.kind in {"append", "extend", "insert"} and change.value is not None and lines[0].startswith("="):
            item = view.fresh("item", "added", "value")
            edits.before(change.statement, [f"{item} = {lines[0][1:]}"])
            edits.replace(change.value, item)
            edits.after(change.statement, [line.format(item=item) for line in lines[1:]])
        else:
            edits.after(change.statement, lines)
    for test in tests:
        edits.replace(test.comparators[0], seen)
        if hashed != PLAIN:
            edits.replace(test.left, hashed.format(render(view, test.left)))
    yield from made(edits, tests[0], f"keep a set beside {text} and look up there")


def _start(view: FunctionView, seen: str, text: str, value: ast.expr | None, hashed: str) -> str:
    """Return the line that makes the set of a list that has just been bound to a value."""
    if isinstance(value, ast.List) and not value.elts:
        return f"{seen} = set()"
    if hashed == PLAIN:
        return f"{seen} = set({text})"
    item = view.fresh("item", "element")
    return f"{seen} = {{{hashed.format(item)} for {item} in {text}}}"


def _bound_before(view: FunctionView, name: str, statement: ast.stmt) -> bool:
    stores = [use for use in view.uses(name) if isinstance(use.ctx, ast.Store)]
    return name not in view.locals or name in view.parameters or any(u.lineno < statement.lineno for u in stores)


def _follow_lines(
    view: FunctionView, seen: str, path: ast.expr, change: Change, unique: bool, hashed: str
) -> list[str] | None:
    value = change.value
    if change.kind in {"clear", "reorder"}:
        return [f"{seen}.clear()"] if change.kind == "clear" else []
    if value is None:
        return None
    if change.kind == "rebind":
        return [_start(view, seen, view.source(path), value, hashed)]
    if change.kind in {"remove", "take"}:
        gone = f"{seen}.discard({hashed.format(view.source(value))})"
        return _gone_lines(view, path, change, gone, unique) if is_simple(value) else None
    if change.kind == "extend":
        if hashed != PLAIN:
            return None
        if isinstance(value, ast.List) and all(is_simple(e) for e in value.elts):
            return [f"{seen}.update({render(view, value)})"]
        return ["=list(" + render(view, value) + ")", seen + ".update({item})"]
    if is_simple(value):
        return [f"{seen}.add({hashed.format(view.source(value))})"]
    return ["=" + render(view, value), f"{seen}.add({hashed.format('{item}')})"]


def _gone_lines(view: FunctionView, path: ast.expr, change: Change, gone: str, unique: bool) -> list[str] | None:
    if unique or change.value is None:
        return [gone]
    if change.kind == "take":
        return None
    return [f"if {view.source(change.value)} not in {view.source(path)}:", f"{view.unit}{gone}"]


def _dedupe(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """`out = []; for x in xs: if x not in out: out.append(x)` -> `out = list(dict.fromkeys(xs))`."""
    for loop in view.nodes():
        if not isinstance(loop, ast.For) or loop.orelse or len(loop.body) != 1 or not isinstance(loop.target, ast.Name):
            continue
        branch = loop.body[0]
        if not isinstance(branch, ast.If) or branch.orelse or len(branch.body) != 1:
            continue
        added = followed_append(branch.body[0])
        test = branch.test
        if (
            added is None
            or not isinstance(test, ast.Compare)
            or len(test.ops) != 1
            or not isinstance(test.ops[0], ast.NotIn)
        ):
            continue
        out, value = added
        name = loop.target.id
        if not (isinstance(value, ast.Name) and value.id == name and scope.same(test.left, value)):
            continue
        if not (isinstance(out, ast.Name) and scope.same(test.comparators[0], out)) or out.id in scope.read(loop.iter):
            continue
        earlier = view.before(loop)
        start = next((s for s in earlier if out.id in scope.mentioned(s)), None)
        if start is None or not _empty_list(start, out.id) or read_elsewhere(view, [name], loop):
            continue
        between = earlier[: next(i for i, s in enumerate(earlier) if s is start)]
        if any(
            isinstance(s, (ast.For, ast.While, ast.If, ast.Try, ast.With)) and out.id in scope.mentioned(s)
            for s in between
        ):
            continue
        if not alone_on_line(view, loop) or insertable(view, loop) is not loop:
            continue
        edits = Edits(view)
        edits.delete(start)
        edits.lines(loop, [f"{out.id} = list(dict.fromkeys({render(view, loop.iter)}))"])
        yield from made(edits, loop, "keep the first of equal elements with dict.fromkeys")


def _empty_list(statement: ast.stmt, name: str) -> bool:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target: ast.expr = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return False
    value = statement.value
    if not (isinstance(target, ast.Name) and target.id == name):
        return False
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "list":
        return not value.args
    return isinstance(value, ast.List) and not value.elts


DEDUPE = Rule(cards.DEDUPE, _dedupe)
SEEN = Rule(cards.SEEN, _seen)
RULES = (DEDUPE, SEEN)
