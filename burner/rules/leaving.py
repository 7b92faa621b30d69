"""Loops that go on when their answer is known, and lists that are built to ask whether anything is in them.

What is left out is only computed, never done; where one of the later elements would fail, the versions differ, and the
judge finds it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import leaving as cards
from burner.rules.edit import Edits
from burner.rules.places import alone_on_line, read_elsewhere
from burner.rules.purity import is_path, pure
from burner.rules.shapes import assigned, kind_of
from burner.rules.view import FunctionView

_PARTS = ("enumerate", "zip", "reversed", "sorted", "list", "tuple", "set")
_NEW = ("items", "values", "keys", "split", "splitlines")

# -- loops ------------------------------------------------------------------------------------------


def _left(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`if test: found = True` at the end of a round -> leave the loop, or the function where it returns that next."""
    known: set[int] = set()
    for statement in view.nodes():
        set_name = _flag(statement)
        loops = view.loops(statement) if set_name is not None else []
        if set_name is None or not loops or id(loops[0]) in known:
            continue
        for nest, returns in ((loops[-1], True), (loops[0], False)):
            places = _places(view, brief, nest, set_name) if _is_followed(view, nest, set_name, returns) else []
            if not places or any(not _can_leave(view, place, nest, returns) for place in places):
                continue
            known.update(id(loop) for place in places for loop in view.loops(place))
            yield from _leave(view, places, returns)
            break


def _leave(view: FunctionView, places: Sequence[ast.Assign], returns: bool) -> Iterator[Rewrite]:
    edits = Edits(view)
    for place in places:
        if returns:
            edits.replace(place, f"return {view.source(place.value)}")
            for useless in view.after(place):
                edits.delete(useless)
        else:
            edits.after(place, ["break"])
    yield from made(edits, places[0], "the loop is left when its answer is known", daring=True)


def _flag(statement: ast.AST) -> str | None:
    """The name that a statement gives a constant."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant()):
            return name
    return None


def _is_followed(view: FunctionView, nest: ast.stmt, name: str, returns: bool) -> bool:
    """Whether the flag is what the function returns right behind the loops; or other names of the loop are not read on."""
    if name in view.outer_names or name in view.captured:
        return False
    if returns:
        match view.after(nest)[:1]:
            case [ast.Return(value=ast.Name(id=given))] if given == name:
                return not any(isinstance(above, (ast.Try, ast.With)) for above in view.above(nest))
        return False
    others = scope.bound([nest]) - {name}
    return not read_elsewhere(view, others, nest) or _is_skipped(view, nest, name, others)


def _is_skipped(view: FunctionView, nest: ast.stmt, name: str, others: AbstractSet[str]) -> bool:
    """Whether the round of the loop around ends at once where the flag is set, and begins by binding the other names."""
    match view.after(nest)[:1]:
        case [ast.If(test=ast.Name(id=tested), body=[ast.Continue()])]:
            skips = True
        case [ast.If(test=ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=tested)), body=[ast.Continue()])]:
            skips = False
        case _:
            return False
    flags = [n.value for n in scope.walk(nest) if isinstance(n, ast.Assign) and _flag(n) == name]
    around = view.loops(nest)[0]
    begun = {n for each in view.before(nest) if isinstance(each, ast.Assign) for n in scope.bound(each)}
    outside = {other for other in others if read_elsewhere(view, {other}, nest)}
    falls = all(isinstance(flag, ast.Constant) and bool(flag.value) is skips for flag in flags)
    return tested == name and falls and outside <= begun and not read_elsewhere(view, outside, around)


def _places(view: FunctionView, brief: Brief, nest: ast.stmt, name: str) -> list[ast.Assign]:
    """Where the loops set the flag, always to the same value; none where they do anything but compute."""
    found: list[ast.Assign] = []
    for node in scope.walk_scope([nest]):
        if isinstance(node, ast.Assign) and _flag(node) == name:
            found.append(node)
        elif isinstance(node, ast.stmt) and not _computes(view, brief, node, name):
            return []
    values = {ast.dump(place.value) for place in found}
    bound = scope.bound([nest])
    return found if len(values) == 1 and not bound & (view.captured | view.outer_names) else []


def _computes(view: FunctionView, brief: Brief, statement: ast.stmt, flag: str) -> bool:
    """Whether a statement of a loop only computes and binds names, but not the flag."""
    match statement:
        case ast.Assign(targets=[target], value=value):
            return _binds(target, flag) and pure(view, value)
        case ast.AugAssign(target=ast.Name(id=name) as target, value=value):
            begun, other = assigned(view, name)  # what is added to a number or text is a new one
            fixed = bool(begun) and not other and all(isinstance(each, ast.Constant) for each in begun)
            return _binds(target, flag) and pure(view, value) and fixed
        case ast.For(target=target, iter=source, orelse=[]):
            return _binds(target, flag) and _is_kept_whole(view, brief, source)
        case ast.While(test=test, orelse=[]) | ast.If(test=test):
            return pure(view, test)
        case ast.Expr(value=ast.Constant()) | ast.Pass() | ast.Continue() | ast.Break():
            return True
    return False


def _binds(target: ast.expr, flag: str) -> bool:
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    return all(isinstance(name, ast.Name) and name.id != flag for name in names)


def _can_leave(view: FunctionView, place: ast.Assign, nest: ast.stmt, returns: bool) -> bool:
    """Whether the place ends its round, in the loop that is left, and leaving it there saves anything."""
    rest = view.after(place)
    loops = view.loops(place)
    if not alone_on_line(view, place):
        return False
    if returns:
        return not rest or (len(rest) == 1 and isinstance(rest[0], ast.Break) and len(loops) > 1)
    return not rest and loops[0] is nest


def _is_kept_whole(view: FunctionView, brief: Brief, node: ast.expr) -> bool:
    """Whether what is walked is the same afterwards, however far the walk came: no iterator that others go on with."""
    if is_path(node):
        kind = kind_of(view, brief, node)
        made_by = assigned(view, node.id)[0] if kind is None and isinstance(node, ast.Name) else []
        return kind != "iterator" and not any(isinstance(value, ast.Call) for value in made_by)
    if isinstance(node, ast.Call):
        if view.call(node, *_PARTS) is not None:
            return all(_is_kept_whole(view, brief, part) for part in node.args)
        makes_new = isinstance(node.func, ast.Attribute) and node.func.attr in _NEW
        return (makes_new or view.call(node, "range") is not None) and pure(view, node)
    return not isinstance(node, ast.GeneratorExp) and pure(view, node)


# -- lists that are only asked for emptiness --------------------------------------------------------


def _asked(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`any([...])`, `len([... if ...]) > 0`, `if [... if ...]:` -> a generator that ends at the first element."""
    for node in view.nodes():
        if not isinstance(node, ast.expr):
            continue
        edits = Edits(view)
        if isinstance(node, (ast.ListComp, ast.GeneratorExp)) and _is_lazy(view, brief, node):
            _ask(view, node, edits)
        if edits.changes:
            yield from made(edits, node, "ends at the first element that counts", daring=True)


def _ask(view: FunctionView, listed: ast.ListComp | ast.GeneratorExp, edits: Edits) -> None:
    """Add the edits for one list, wherever it is asked for."""
    above = view.parent(listed)
    loops = view.text[view.span(listed.elt)[1] : view.span(listed)[1] - 1].strip()
    if not loops.startswith("for "):
        return
    is_list = isinstance(listed, ast.ListComp)
    if is_list and view.call(above, "any", "all") is not None:
        edits.replace(listed, f"{view.source(listed.elt)} {loops}")
        return
    if not any(clause.ifs for clause in listed.generators):
        return
    anything = f"any(True {loops})"
    one = isinstance(listed.elt, ast.Constant) and listed.elt.value == 1
    if is_list and _is_tested(view, listed):
        edits.replace(listed, anything)
    elif (is_list and view.call(above, "len")) or (one and view.call(above, "sum")):
        _compare(view, above, anything, edits)
    elif is_list and isinstance(above, ast.Assign) and above.value is listed:
        _named(view, above, anything, edits)


def _compare(view: FunctionView, count: ast.AST, anything: str, edits: Edits) -> None:
    """A count that is compared with 0 or 1."""
    compared = view.parent(count)
    wanted = _says(compared, count)
    if wanted is not None:
        plain = isinstance(view.parent(compared), (ast.If, ast.While, ast.Assign, ast.Return))
        denied = f"not {anything}" if plain else f"(not {anything})"
        edits.replace(compared, anything if wanted else denied)


def _says(compared: ast.AST, count: ast.AST) -> bool | None:
    """Whether a comparison of a count says that there is something, or nothing; None if it says neither."""
    match compared:
        case ast.Compare(left=left, ops=[operator], comparators=[ast.Constant(value=int(bound))]) if left is count:
            said = (type(operator), int(bound))
            if said in {(ast.Gt, 0), (ast.GtE, 1), (ast.NotEq, 0)}:
                return True
            if said in {(ast.Eq, 0), (ast.Lt, 1), (ast.LtE, 0)}:
                return False
    return None


def _named(view: FunctionView, statement: ast.Assign, anything: str, edits: Edits) -> None:
    """A list with a name that is only asked whether anything is in it."""
    match statement.targets:
        case [ast.Name(id=name)] if name not in view.outer_names and name not in view.captured:
            uses = view.uses(name)
        case _:
            return
    if name in view.parameters or sum(not isinstance(use.ctx, ast.Load) for use in uses) != 1:
        return
    for use in uses:
        above = view.parent(use)
        if not isinstance(use.ctx, ast.Load) or _is_tested(view, use):
            continue
        wanted = _says(view.parent(above), above) if view.call(above, "len") else None
        if wanted is None:
            edits.changes.clear()
            return
        edits.replace(view.parent(above), name if wanted else f"(not {name})")
    edits.replace(statement.value, anything)


def _is_tested(view: FunctionView, node: ast.expr) -> bool:
    """Whether only the truth of an expression is asked for."""
    above = view.parent(node)
    if isinstance(above, (ast.If, ast.While, ast.IfExp)):
        return above.test is node
    if isinstance(above, ast.UnaryOp):
        return isinstance(above.op, ast.Not)
    if isinstance(above, ast.BoolOp):
        return _is_tested(view, above)
    if isinstance(above, ast.comprehension):
        return any(test is node for test in above.ifs)
    return view.call(above, "bool") is not None


def _is_lazy(view: FunctionView, brief: Brief, listed: ast.ListComp | ast.GeneratorExp) -> bool:
    """Whether a list can be made an element at a time, and left unfinished."""
    parts = [listed.elt, *(test for clause in listed.generators for test in clause.ifs)]
    return all(pure(view, part) for part in parts) and all(
        not clause.is_async and _is_kept_whole(view, brief, clause.iter) for clause in listed.generators
    )


RULES = (Rule(cards.FLAG, _left), Rule(cards.ANYTHING, _asked))
