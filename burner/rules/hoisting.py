"""Rules about work that a loop or a block repeats without need.

They move or share pure expressions only, never across a change of what these read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import loops as cards
from burner.rules.edit import Edits, block_lines, render
from burner.rules.known import SAFE_MODULES
from burner.rules.library import dotted
from burner.rules.lists import short_name
from burner.rules.places import Repeat, free_names, furthest, insertable, read_elsewhere
from burner.rules.purity import is_path, pure
from burner.rules.reading import always_evaluated, is_expensive, never_fails, only_read
from burner.rules.unchanged import changes, stable
from burner.rules.view import FunctionView

# -- invariant values ------------------------------------------------------------------------------


def _invariant(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Compute a value that is the same in every turn of a loop once."""
    if view.lazy:
        return
    done: set[tuple[str, int]] = set()
    yield from _chains(view)
    for node in _candidates(view, view.node.body):
        repeat = furthest(view, node, [node])
        if repeat is None or not only_read(view, node) or _kept_already(view, node):
            continue
        key = (scope.plain(node), id(repeat.statement))
        if key not in done:
            done.add(key)
            yield from _moved(view, node, repeat)


def _chains(view: FunctionView) -> Iterator[Rewrite]:
    """Values in a row that are made of each other and of what stays the same are computed in the first turn."""
    for block in _blocks(view):
        at = 0
        while at < len(block):
            run, repeat = _chain(view, block[at:])
            if len(run) > 1 and repeat is not None and any(is_expensive(view, each.value) for each in run):
                name = scope.bound(run[-1]).pop()
                edits = Edits(view)
                edits.before(repeat.statement, [f"{name} = None"])
                lines = [f"{view.unit}{line}" for line in block_lines(view, run)]
                edits.lines(run[0], [f"if {name} is None:", *lines])
                for each in run[1:]:
                    edits.delete(each)
                yield from made(edits, run[0], f"compute {name} once")
            at += max(1, len(run))


def _chain(view: FunctionView, block: Sequence[ast.stmt]) -> tuple[list[ast.Assign], Repeat | None]:
    """Return the assignments at the start of a block that need to be made once only, and the loop that repeats them."""
    run: list[ast.Assign] = []
    names: set[str] = set()
    best: Repeat | None = None
    for statement in block:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if pure(view, value) and not _lazy(view, value):
                pass
            case _:
                break
        once = sum(not isinstance(use.ctx, ast.Load) for use in view.uses(name)) == 1
        own = once and name not in view.captured and name not in view.parameters
        if not own or insertable(view, statement) is not statement or not only_read(view, value):
            break
        repeat = furthest(view, value, [value], names)
        if repeat is None or read_elsewhere(view, [name], repeat.node) or (best and repeat.node is not best.node):
            break
        best = repeat
        run.append(statement)
        names.add(name)
    return run, best


def _kept_already(view: FunctionView, node: ast.expr) -> bool:
    """Return whether a value is computed only where `if x is None: x = ...` says that it is not there yet."""
    statement = view.statement(node)
    above = view.parent(statement)
    if (
        not isinstance(statement, ast.Assign)
        or not isinstance(above, ast.If)
        or not isinstance(above.test, ast.Compare)
    ):
        return False
    given = [target for each in above.body if isinstance(each, ast.Assign) for target in each.targets]
    return isinstance(above.test.ops[0], (ast.Is, ast.NotIn)) and any(scope.same(above.test.left, t) for t in given)


def _candidates(view: FunctionView, nodes: Sequence[ast.AST]) -> Iterator[ast.expr]:
    """Yield the largest pure, costly expressions that some loop repeats unchanged, outermost first."""
    for node in nodes:
        if isinstance(node, (*scope.FUNCTIONS, ast.ClassDef)) and not isinstance(node, ast.Lambda):
            continue
        if (
            isinstance(node, (ast.Call, ast.BinOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.Subscript))
            and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
            and is_expensive(view, node)
            and not _lazy(view, node)
            and pure(view, node)
            and furthest(view, node, [node]) is not None
        ):
            yield node
        else:
            yield from _candidates(view, list(ast.iter_child_nodes(node)))


def _lazy(view: FunctionView, node: ast.AST) -> bool:
    """Return whether a value is an iterator, which can be used only once."""
    if not isinstance(node, ast.Call):
        return False
    if (dotted(view, node.func) or "").startswith("itertools."):
        return True
    if isinstance(node.func, ast.Attribute):
        return node.func.attr == "finditer"
    return view.builtin(node.func, "map", "filter", "zip", "enumerate", "reversed", "iter")


def _moved(view: FunctionView, node: ast.expr, repeat: Repeat) -> Iterator[Rewrite]:
    name = view.fresh(*value_names(node))
    edits = Edits(view)
    same = [
        n
        for part in repeat.within
        for n in scope.walk(part)
        if isinstance(n, ast.expr) and scope.same(n, node) and not _inside_other(view, n, node) and only_read(view, n)
    ]
    statement = view.statement(node)
    direct = isinstance(repeat.node, ast.While) and any(n is node for n in scope.walk(repeat.node.test))
    direct = direct and always_evaluated(view, node, repeat.node)
    direct = direct or (never_fails(view, node) and _at_once(view, node, repeat))
    if direct or not isinstance(repeat.node, scope.LOOPS) or statement is repeat.statement:
        text = render(view, node)
        guard = "" if direct else _empty_guard(view, node, repeat)
        if guard is None or (guard and not _first_computes(view, node, repeat)):
            return
        edits.before(repeat.statement, [f"{name} = {text}{guard}"])
        for other in same:
            edits.replace(other, name)
    else:
        place = insertable(view, statement)
        if place is not statement or not always_evaluated(view, node, statement):
            return
        edits.before(repeat.statement, [f"{name} = None"])
        edits.before(statement, [f"if {name} is None:", f"{view.unit}{name} = {render(view, node)}"])
        inside = {id(n) for n in scope.walk(statement)}
        later = {id(n) for s in view.after(statement) for n in scope.walk(s)}
        for other in same:
            if id(other) in inside | later:
                edits.replace(other, name)
    yield from made(edits, node, f"compute {view.source(node)} once".replace("\n", " "))


def _inside_other(view: FunctionView, node: ast.AST, first: ast.AST) -> bool:
    dump = scope.plain(first)
    return any(isinstance(a, ast.expr) and scope.plain(a) == dump for a in view.above(node))


def _at_once(view: FunctionView, node: ast.expr, repeat: Repeat) -> bool:
    """Return whether the first turn of the loop always computes the value (so that moving it adds no work)."""
    top = view.statement(node)
    while top is not repeat.node:
        if not always_evaluated(view, node, top):
            return False
        block_above = view.parent(top)
        if block_above is repeat.node:
            return True
        if not isinstance(block_above, (ast.For, ast.While)):
            return False
        return never_fails(view, node)
    return always_evaluated(view, node, top)


def _first_computes(view: FunctionView, node: ast.expr, repeat: Repeat) -> bool:
    """Return whether a comprehension computes a value for its first element, whatever that is."""
    inside = repeat.node
    if not isinstance(inside, scope.COMPREHENSIONS):
        return True
    first = inside.generators[0]
    if first.ifs:
        return any(n is node for n in scope.walk(first.ifs[0])) and always_evaluated(view, node, first)
    if len(inside.generators) > 1:
        later = inside.generators[1]
        return any(n is node for n in scope.walk(later.iter)) and always_evaluated(view, node, later)
    return always_evaluated(view, node, inside)


def _empty_guard(view: FunctionView, node: ast.expr, repeat: Repeat) -> str | None:
    """Return what keeps a moved value from failing where the loop would not have run at all; None if nothing can."""
    if never_fails(view, node):
        return ""
    walked: ast.expr | None = None
    if isinstance(repeat.node, ast.For):
        walked = repeat.node.iter
    elif isinstance(repeat.node, scope.COMPREHENSIONS):
        walked = repeat.node.generators[0].iter
    if walked is None:
        return None
    call = view.call(walked, "enumerate", "reversed", "list", "sorted", "set", "zip")
    while call is not None and call.args:
        walked = call.args[0]
        call = view.call(walked, "enumerate", "reversed", "list", "sorted", "set", "zip")
    if is_path(walked) and not isinstance(walked, ast.Subscript):
        return f" if {view.source(walked)} else None"
    return None


def value_names(node: ast.expr) -> list[str]:
    """Return names that say what a value is, best first."""
    if isinstance(node, ast.Call):
        subject = short_name(node)
        if isinstance(node.func, ast.Attribute):
            method = node.func.attr
            if isinstance(node.func.value, ast.Name) and node.func.value.id in SAFE_MODULES:
                named = "pattern" if method == "compile" else method
                given = [short_name(part) for part in node.args[:1] if is_path(part)]
                return ["_".join([named, *given]), f"{named}_value"]
            suffix = {"lower": "lower", "upper": "upper", "strip": "stripped", "split": "parts", "keys": "keys"}.get(
                method, method
            )
            return [f"{subject}_{suffix}", f"{subject}_value"]
        if isinstance(node.func, ast.Name):
            function = node.func.id.lstrip("_")
            prefix = {
                "sorted": "sorted",
                "set": "set_of",
                "list": "list_of",
                "sum": "total",
                "max": "largest",
                "min": "smallest",
            }
            subject = short_name(node.args[0]) if node.args and is_path(node.args[0]) else "value"
            return [f"{prefix.get(function, function)}_{subject}", f"{function}_value"]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call):
        return [f"{short_name(node.value)}_item", "item_value"]
    return ["value", "fixed_value"]


# -- the same expression several times -------------------------------------------------------------


def _common(view: FunctionView, _brief: Brief) -> Iterator[Rewrite]:
    """Compute an expression that a block repeats once, into a local."""
    for block in _blocks(view):
        groups: dict[str, list[ast.expr]] = {}
        for statement in block:
            for node in scope.walk_scope(statement):
                if isinstance(node, ast.expr) and _sharable(view, node):
                    groups.setdefault(scope.plain(node), []).append(node)
        kept: set[int] = set()
        for nodes in sorted(groups.values(), key=lambda g: (-len(g), -len(scope.plain(g[0])))):
            if any(id(n) in kept for n in nodes):
                continue
            run = _shared_run(view, block, nodes)
            if len(run) > 1:
                kept |= {id(x) for n in run for x in scope.walk(n)}
                yield from _shared(view, block, run)


def _blocks(view: FunctionView) -> Iterator[list[ast.stmt]]:
    for node in [view.node, *view.nodes()]:
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if (
                isinstance(block, list)
                and block
                and isinstance(block[0], ast.stmt)
                and (node is view.node or not isinstance(node, (*scope.FUNCTIONS, ast.ClassDef)))
            ):
                yield block


def _sharable(view: FunctionView, node: ast.AST) -> bool:
    if not isinstance(node, (ast.Call, ast.ListComp, ast.SetComp, ast.DictComp)) or _lazy(view, node):
        return False
    return is_expensive(view, node) and pure(view, node) and not _in_lambda(view, node)


def _in_lambda(view: FunctionView, node: ast.AST) -> bool:
    """Return whether a node uses names of a comprehension or lambda around it."""
    names = free_names(node)
    for above in view.above(node):
        if above is view.node:
            return False
        if isinstance(above, scope.FUNCTIONS):
            return True
        if isinstance(above, scope.COMPREHENSIONS) and any(names & scope.bound(g.target) for g in above.generators):
            return True
    return False


def _shared_run(view: FunctionView, block: list[ast.stmt], nodes: list[ast.expr]) -> list[ast.expr]:
    """Return the occurrences that can share the value computed before the first statement that always computes it."""
    start = next(
        (i for i, s in enumerate(block) if any(always_evaluated(view, n, s) for n in nodes if _below(s, n))), None
    )
    if start is None:
        return []
    run: list[ast.expr] = []
    for statement in block[start:]:
        run += _before_change(view, statement, nodes)
        if not stable(view, nodes[0], [statement]):
            break
    return run if all(only_read(view, n) for n in run) else []


def _before_change(view: FunctionView, statement: ast.stmt, nodes: list[ast.expr]) -> list[ast.expr]:
    """Return the occurrences in a statement that it evaluates before it changes what they read."""
    inside = [n for n in nodes if _below(statement, n)]
    if not inside or stable(view, nodes[0], [statement]) or _only_at_end(view, statement, nodes[0], inside):
        return inside
    found: list[ast.expr] = []
    if isinstance(statement, ast.If) and stable(view, nodes[0], [statement.test]):
        found += [n for n in inside if any(x is n for x in scope.walk(statement.test))]
        for block in (statement.body, statement.orelse):
            for part in block:
                found += _before_change(view, part, nodes)
                if not stable(view, nodes[0], [part]):
                    break
    return found


def _only_at_end(view: FunctionView, statement: ast.stmt, node: ast.expr, inside: list[ast.expr]) -> bool:
    """Return whether a simple statement changes what the expression reads only after computing it (`x = f(x)`)."""
    if not isinstance(statement, ast.Assign) or not inside:
        return False
    value = list(scope.walk(statement.value))
    return all(any(v is n for v in value) for n in inside) and stable(view, node, [statement.value])


def _below(statement: ast.stmt, node: ast.AST) -> bool:
    return any(n is node for n in scope.walk(statement))


def _shared(view: FunctionView, block: list[ast.stmt], run: list[ast.expr]) -> Iterator[Rewrite]:
    first = next(s for s in block if _below(s, run[0]))
    if insertable(view, first) is not first or not _first_thing(view, first, run):
        return
    loops = view.loops(first)
    nested = any(len(view.loops(n)) > len(loops) for n in run)
    if not loops and not nested and not _calls_module(view, run[0]):
        return
    if (
        isinstance(first, ast.Assign)
        and first.value is run[0]
        and len(first.targets) == 1
        and isinstance(first.targets[0], ast.Name)
    ):
        yield from _reuse_name(view, block, first, run)
        return
    edits = Edits(view)
    name = view.fresh(*value_names(run[0]))
    edits.before(first, [f"{name} = {render(view, run[0])}"])
    for node in run:
        edits.replace(node, name)
    yield from made(edits, run[0], f"compute {view.source(run[0])} once".replace("\n", " "))


def _calls_module(view: FunctionView, node: ast.expr) -> bool:
    return any(
        isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and not view.builtin(n.func, n.func.id)
        for n in scope.walk(node)
    )


def _reuse_name(view: FunctionView, block: list[ast.stmt], first: ast.Assign, run: list[ast.expr]) -> Iterator[Rewrite]:
    """The value already has a name: use it, as long as nothing rebinds the name in between."""
    target = first.targets[0]
    if not isinstance(target, ast.Name):
        return
    start = next(i for i, s in enumerate(block) if s is first)
    last = max(i for i, s in enumerate(block) if any(_below(s, n) for n in run))
    if target.id in scope.bound(block[start + 1 : last + 1]) or target.id in view.captured:
        return
    if target.id in free_names(run[0]) or changes(view, ast.Name(target.id, ast.Load()), block[start + 1 : last + 1]):
        return
    edits = Edits(view)
    for node in run[1:]:
        edits.replace(node, target.id)
    yield from made(edits, run[1], f"use {target.id} again")


def _first_thing(view: FunctionView, statement: ast.stmt, run: list[ast.expr]) -> bool:
    """Return whether moving the value before its statement changes no order that could be noticed."""
    if isinstance(statement, (ast.If, ast.While)):
        return pure(view, statement.test) and not isinstance(statement, ast.While)
    if isinstance(statement, ast.For):
        return pure(view, statement.iter)
    first = next(n for n in run if _below(statement, n))
    for node in scope.walk_scope(statement):
        if node is first:
            return True
        if isinstance(node, ast.Call) and not any(x is first for x in scope.walk(node)) and not pure(view, node):
            return False
    return True


COMMON = Rule(cards.COMMON, _common)
INVARIANT = Rule(cards.INVARIANT, _invariant)
RULES = (COMMON, INVARIANT)
