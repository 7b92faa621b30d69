"""Rules that replace repeated searches through a collection by a dict of lists built once.

The groups keep the order of the collection, so loops with `break`, `else` and further conditions stay as they are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from burner.policy.protocol import Brief
from burner.rules import scope, type_names
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import joins as cards
from burner.rules.edit import Edits, atom, block_lines, indented, operand, render, tuple_text
from burner.rules.growth import Change, followed
from burner.rules.kinds import Kinds
from burner.rules.known import PURE_METHODS
from burner.rules.lists import short_name
from burner.rules.places import Repeat, alone_on_line, fixed, free_names, furthest, repeats
from burner.rules.purity import is_path, pure
from burner.rules.scans import (
    Equality,
    Guard,
    Scan,
    direct_scans,
    every_scan,
    protects,
    scans,
    unchanged_inside,
    unprotected,
)
from burner.rules.shapes import kind_of
from burner.rules.unchanged import keys_of, writes_keys
from burner.rules.view import FunctionView

_NEGATED: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


def _join(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    groups: dict[tuple[str, ...], tuple[Repeat, list[Scan]]] = {}
    for scan in every_scan(view):
        if not _worth(view, brief, scan) or not unchanged_inside(view, scan.loop) or _inexact(view, brief, scan):
            continue
        keys = [e.key for e in scan.equalities]
        taken = [part.value for part in scan.parts]
        repeat = furthest(view, scan.loop, [scan.iter, *keys, *taken], scan.names)
        guards = None if repeat is None else _needed_guards(view, scan, repeat)
        if repeat is not None and guards is not None:
            parts = [scan.target, scan.iter, *keys, *taken, *(guard.test for guard in guards)]
            alike = (str([guard.fails for guard in guards]), *(scope.plain(part) for part in parts))
            groups.setdefault((str(id(repeat.statement)), *alike), (repeat, []))[1].append(scan)
    for repeat, found in groups.values():
        first = found[0]
        edits = Edits(view)
        index = _index_name(view, first)
        guards = _needed_guards(view, first, repeat) or ()
        edits.before(repeat.statement, build_lines(view, view, first, index, render(view, first.iter), guards))
        for scan in found:
            use_index(edits, _without(scan, _needed_guards(view, scan, repeat) or ()), index)
        sure = all(e.shift is None and gives_value(view, e.value) for scan in found for e in scan.equalities)
        yield from made(edits, first.iter, f"group {view.source(first.iter)} by key once", daring=not sure)


def _needed_guards(view: FunctionView, scan: Scan, repeat: Repeat) -> tuple[Guard, ...] | None:
    """Return the tests that elements must pass before their key can be asked for; None where that can't be done."""
    needed: list[Guard] = []
    for guard in scan.guards:
        if any(protects(guard.test, e.value) for e in scan.equalities):
            return None
        if scan.parts or any(protects(guard.test, e.key) for e in scan.equalities):
            if not pure(view, guard.test) or not fixed(view, guard.test, repeat, scan.names):
                return None
            needed.append(guard)
    return tuple(needed)


def _without(scan: Scan, guards: tuple[Guard, ...]) -> Scan:
    """Return a scan whose condition lacks the tests that every element of a group has passed."""
    passed = {id(guard.test) for guard in guards}
    return replace(scan, rest=tuple(part for part in scan.rest if id(part) not in passed)) if scan.parts else scan


def gives_value(view: FunctionView, value: ast.expr) -> bool:
    """Return whether a value can be computed even where the collection is empty and it never was before."""
    for part in scope.walk(value):
        if isinstance(part, ast.BinOp) and isinstance(part.op, (ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)):
            return False
        if isinstance(part, ast.Call):
            known = isinstance(part.func, ast.Attribute) and part.func.attr in PURE_METHODS - {"index", "decode"}
            if not known and not view.builtin(part.func, "abs", "str", "len", "tuple", "bool", "round", "repr"):
                return False
    return True


def _worth(view: FunctionView, brief: Brief, scan: Scan) -> bool:
    return worth_grouping(view, brief, scan.iter)


def worth_grouping(view: FunctionView, brief: Brief, source: ast.expr) -> bool:
    """Return whether what a loop walks may be a long collection that can be walked again."""
    if kind_of(view, brief, source) in {"iterator", "str", "int"}:
        return False
    if isinstance(source, (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.Constant)):
        return False
    return not (
        isinstance(source, ast.Call) and view.builtin(source.func, "range") and not free_names(source) - {"range"}
    )


def _index_name(view: FunctionView, scan: Scan) -> str:
    source = scan.iter
    call = view.call(source, "enumerate", "range", "reversed", "sorted", "list")
    while call is not None and call.args:
        source = call.args[-1] if isinstance(call.func, ast.Name) and call.func.id == "range" else call.args[0]
        call = view.call(source, "enumerate", "range", "reversed", "sorted", "list", "len")
    key, value = scan.equalities[0].key, scan.equalities[0].value
    if scan.parts:
        by = next((side.id for side in (key, value) if isinstance(side, ast.Name)), short_name(key))
    else:
        by = "value" if isinstance(key, ast.Name) else short_name(key)
    return view.fresh(f"{short_name(source)}_by_{by}" if by.isidentifier() else f"{short_name(source)}_index")


def build_lines(
    view: FunctionView, home: FunctionView, scan: Scan, index: str, source: str, guards: tuple[Guard, ...] = ()
) -> list[str]:
    """Return the lines that build the dict of lists, as they stand in `home` (the scan may be in a helper `view`).

    Elements that fail one of the guards are left out.
    """
    names = renamed(home, scan.names, same=view is home and isinstance(scan.loop, ast.For))
    target, key = written(view, scan.target, names), key_text(view, scan, names)
    element = tuple_text(target) if isinstance(scan.target, ast.Tuple) else target
    lines = [f"{index}.setdefault({key}, []).append({element})"]
    taken = [line for part in scan.parts for line in block_lines(view, [part])]
    if guards:
        tests = [_passed(view, guard, names) for guard in guards]
        test = tests[0] if len(tests) == 1 else " and ".join(f"({each})" for each in tests)
        lines = [f"if {test}:", f"{home.unit}{lines[0]}"]
    return [f"{index} = {{}}", f"for {target} in {source}:", *indented([*taken, *lines], home.unit)]


def _passed(view: FunctionView, guard: Guard, names: Mapping[str, str]) -> str:
    """Return the test that is true of the elements that a guard lets pass."""
    text = written(view, guard.test, names)
    if not guard.fails:
        return text
    compared = guard.test
    sign = _NEGATED.get(type(compared.ops[0])) if isinstance(compared, ast.Compare) and len(compared.ops) == 1 else None
    if isinstance(compared, ast.Compare) and sign:
        return f"{written(view, compared.left, names)} {sign} {written(view, compared.comparators[0], names)}"
    return f"not ({text})"


def renamed(home: FunctionView, own: frozenset[str], *, same: bool) -> dict[str, str]:
    """Return new names for a scan's own names where they would clash at the place of the built dict."""
    if same:
        return {}
    taken = home.locals | home.module_names | home.captured
    names: dict[str, str] = {}
    for name in sorted(own):
        used = {u.id for u in home.uses(name)} and not _only_in_comprehensions(home, name)
        if name in taken or used:
            names[name] = home.fresh(f"each_{name}", taken=set(names.values()))
    return names


def _only_in_comprehensions(home: FunctionView, name: str) -> bool:
    for use in home.uses(name):
        around = [a for a in home.above(use) if isinstance(a, scope.COMPREHENSIONS)]
        if not any(name in scope.bound(g.target) for a in around for g in a.generators):
            return False
    return True


def written(view: FunctionView, node: ast.expr, names: Mapping[str, str]) -> str:
    """Return the text of an expression with some names replaced."""
    swaps: dict[ast.AST, str] = {n: names[n.id] for n in scope.walk(node) if isinstance(n, ast.Name) and n.id in names}
    return render(view, node, swaps)


def key_text(view: FunctionView, scan: Scan, names: Mapping[str, str]) -> str:
    """Return the text of the key (a tuple for several) with some names replaced."""
    return together([e.hashable(written(view, e.key, names)) for e in scan.equalities])


def together(texts: list[str]) -> str:
    """Return the one text, or several as a tuple."""
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


def use_index(edits: Edits, scan: Scan, index: str) -> None:
    """Make the scan walk only the group of its value, and drop the comparisons that this makes needless."""
    view = edits.view
    value = together([e.hashable(_value_text(view, e)) for e in scan.equalities])
    if scan.call is not None and not scan.rest:
        test = f"{value} {'not in' if scan.skips else 'in'} {index}"
        bare = (ast.If, ast.Assign, ast.Return, ast.While, ast.BoolOp, ast.comprehension)
        edits.replace(scan.call, test if isinstance(view.parent(scan.call), bare) else f"({test})")
        return
    edits.replace(scan.iter, f"{index}.get({value}, ())")
    if scan.rest:
        edits.replace(
            scan.holder, (" or " if scan.skips else " and ").join(_operand(view, part, scan) for part in scan.rest)
        )
    elif isinstance(scan.loop, ast.comprehension):
        _drop_condition(edits, scan.loop, scan.holder)
    elif scan.branch is None:
        return
    elif scan.skips:
        edits.delete(scan.branch)
    elif alone_on_line(view, scan.branch.body[0]):
        dissolve(edits, scan.branch)


def _value_text(view: FunctionView, asked: Equality) -> str:
    if asked.shift is None:
        return operand(view, asked.value)
    sign, other = asked.shift
    return f"{operand(view, asked.value)} {sign} {atom(view, other)}"


def _inexact(view: FunctionView, brief: Brief, scan: Scan) -> bool:
    """Return whether a key is compared with a sum that may round: nothing shows that whole numbers are added."""
    known = Kinds(view, brief)
    for asked in scan.equalities:
        if asked.shift is None:
            continue
        heads = [type_names.head(known.of(side)) for side in (asked.key, asked.value, asked.shift[1])]
        if "int" not in heads or not set(heads) <= {"int", "bool", None}:
            return True
    return False


def _is_shifted(scan: Scan) -> bool:
    return any(e.shift is not None for e in scan.equalities)


def dissolve(edits: Edits, branch: ast.If) -> None:
    """Put the body of a branch in its place."""
    view = edits.view
    lines = block_lines(view, branch.body)
    start = view.span(branch)[0]
    end = max(view.text.find("\n", view.span(branch)[1]), view.span(branch)[1])
    indent = view.indent(branch)
    edits.replace_span(start, end, "\n".join(f"{indent}{line}" if line else "" for line in lines).removeprefix(indent))


def _operand(view: FunctionView, part: ast.expr, scan: Scan) -> str:
    text = render(view, part)
    loose = isinstance(part, (ast.IfExp, ast.Lambda, ast.NamedExpr)) or (
        isinstance(part, ast.BoolOp) and len(scan.rest) > 1
    )
    return f"({text})" if loose else text


def _drop_condition(edits: Edits, loop: ast.comprehension, test: ast.expr) -> None:
    view = edits.view
    place = next(i for i, t in enumerate(loop.ifs) if t is test)
    before = loop.ifs[place - 1] if place else loop.iter
    start, (middle, end) = view.span(before)[1], view.span(test)
    if re.fullmatch(r"\s*if\s+", view.text[start:middle]):
        edits.replace_span(start, end, "")


# -- a collection that grows while it is searched --------------------------------------------------


def _growing_join(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    for scan in scans(view):
        if not _worth(view, brief, scan) or not unprotected(scan):
            continue
        path = scan.iter
        if not is_path(path) or isinstance(path, ast.Subscript):
            continue
        if isinstance(path, ast.Name) and path.id in view.captured | view.outer_names:
            continue
        found = _outermost(view, scan, path)
        if found is None:
            continue
        repeat, known = found
        index = _index_name(view, scan)
        edits = Edits(view)
        edits.before(repeat.statement, build_lines(view, view, scan, index, view.source(path)))
        for change in known:
            if change.kind == "append" and change.value is not None:
                edits.lines(change.statement, _append_lines(view, scan, index, path, change.value))
            else:
                edits.after(change.statement, [_remove_line(view, scan, index, change)])
        use_index(edits, scan, index)
        yield from made(edits, scan.iter, f"keep a dict beside {view.source(path)} and look up there")


def _outermost(view: FunctionView, scan: Scan, path: ast.expr) -> tuple[Repeat, list[Change]] | None:
    best: tuple[Repeat, list[Change]] | None = None
    keys = [e.key for e in scan.equalities]
    for repeat in repeats(view, scan.loop):
        known = followed(view, path, repeat.within)
        if known is None or not all(_follows(view, scan, c) for c in known):
            break
        if any(writes_keys(keys_of(key), repeat.within, view) for key in keys):
            break
        if any((free_names(key) - scan.names) & repeat.names for key in keys) or _parts_stored(path, repeat):
            break
        if known:
            best = (repeat, known)
    return best


def _parts_stored(path: ast.expr, repeat: Repeat) -> bool:
    """Return whether a part of an element is stored to by its place: `kept[0][key] = value`."""
    stores = (n for part in repeat.within for n in scope.walk(part) if isinstance(n, (ast.Attribute, ast.Subscript)))
    return any(
        isinstance(n.value, ast.Subscript) and scope.same(n.value.value, path)
        for n in stores
        if not isinstance(n.ctx, ast.Load)
    )


def _follows(view: FunctionView, scan: Scan, change: Change) -> bool:
    """Return whether the dict can follow a change: an append outside the scan, or a removal that ends it."""
    if not alone_on_line(view, change.statement):
        return False
    if not isinstance(scan.loop, ast.For):
        return change.kind == "append" and scan.loop not in set(scope.walk(change.statement))
    inside = any(n is change.statement for s in scan.loop.body for n in scope.walk(s))
    if change.kind == "append":
        return not inside
    if change.kind != "remove" or not isinstance(change.value, ast.Name):
        return False
    if inside:
        return _leaves(view, change.statement, scan.loop)
    return isinstance(scan.target, ast.Name)


def _leaves(view: FunctionView, statement: ast.stmt, loop: ast.For) -> bool:
    """Return whether a loop is always left in the block of a statement, after it."""
    last = view.block(statement)[-1]
    return isinstance(last, ast.Return) or (isinstance(last, ast.Break) and view.loops(last)[0] is loop)


def _remove_line(view: FunctionView, scan: Scan, index: str, change: Change) -> str:
    name = view.source(change.value) if change.value is not None else ""
    names = {scan.target.id: name} if isinstance(scan.target, ast.Name) else {}
    return f"{index}[{key_text(view, scan, names)}].remove({name})"


def _append_lines(view: FunctionView, scan: Scan, index: str, path: ast.expr, added: ast.expr) -> list[str]:
    if not isinstance(scan.loop, ast.For):
        return _append_beside(view, scan, index, path, added)
    key = key_text(view, scan, {})
    target = view.source(scan.target)
    value = render(view, added)
    if isinstance(scan.target, ast.Name):
        start = [] if value == target else [f"{target} = {value}"]
        element = target
    else:
        element = view.fresh("added", "item")
        start = [f"{element} = {value}", f"{target} = {element}"]
    append = f"{view.source(path)}.append({element})"
    return [*start, append, f"{index}.setdefault({key}, []).append({element})"]


def _append_beside(view: FunctionView, scan: Scan, index: str, path: ast.expr, added: ast.expr) -> list[str]:
    """Return the lines of an append where the names of the search are those of a comprehension."""
    element = view.source(added) if isinstance(added, ast.Name) else view.fresh("added", "item")
    start = [] if isinstance(added, ast.Name) else [f"{element} = {render(view, added)}"]
    names = _parts_of(view, scan.target, element, added)
    append = f"{view.source(path)}.append({element})"
    return [*start, append, f"{index}.setdefault({key_text(view, scan, names)}, []).append({element})"]


def _parts_of(view: FunctionView, target: ast.expr, element: str, added: ast.expr | None) -> dict[str, str]:
    """Return what each name of a target stands for, of an element that may be written as a tuple."""
    if isinstance(target, ast.Name):
        return {target.id: view.source(added) if added is not None and is_path(added) else element}
    if not isinstance(target, ast.Tuple):
        return {}
    written_out = added.elts if isinstance(added, ast.Tuple) and len(added.elts) == len(target.elts) else []
    parts: dict[str, str] = {}
    for place, part in enumerate(target.elts):
        parts |= _parts_of(view, part, f"{element}[{place}]", written_out[place] if written_out else None)
    return parts


# -- pairs of one list -----------------------------------------------------------------------------


def _pairs(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """`for j in range(i + 1, n): if xs[j] == v` -> walk the places of `v` that are not before `i + 1`."""
    for scan in direct_scans(view):
        if not isinstance(scan.loop, ast.For) or not unprotected(scan) or _inexact(view, brief, scan):
            continue
        bounds = _places(view, scan) or _suffix(scan)
        if bounds is None or isinstance(bounds[0], ast.Constant) or not unchanged_inside(view, scan.loop):
            continue
        start, whole = bounds
        keys = [e.key for e in scan.equalities]
        repeat = furthest(view, scan.loop, [whole, *keys], scan.names)
        if repeat is None or fixed(view, start, repeat) or not _counts_up(view, start, repeat):
            continue
        if not scan.rest and scan.branch is not None and not alone_on_line(view, scan.branch.body[0]):
            continue
        index = view.fresh(f"places_by_{short_name(keys[0])}", "places")
        edits = Edits(view)
        if isinstance(scan.iter, ast.Subscript):
            place = view.fresh("place", "position")
            edits.before(repeat.statement, _placed_lines(view, scan, index, place, view.source(whole)))
            edits.replace(scan.target, f"{place}, {_element(view, scan)}")
        else:
            place = view.source(scan.target)
            edits.before(repeat.statement, build_lines(view, view, scan, index, f"range({render(view, whole)})"))
        use_index(edits, scan, index)
        edits.before(scan.loop.body[0], [f"if {place} < {render(view, start)}:", f"{view.unit}continue"])
        yield from made(edits, scan.iter, "look only at the places with an equal key", daring=_is_shifted(scan))


def _places(view: FunctionView, scan: Scan) -> tuple[ast.expr, ast.expr] | None:
    """Return start and stop of the places that a scan walks."""
    call = view.call(scan.iter, "range")
    if call is None or len(call.args) != 2 or call.keywords or not isinstance(scan.target, ast.Name):
        return None
    return call.args[0], call.args[1]


def _suffix(scan: Scan) -> tuple[ast.expr, ast.expr] | None:
    """Return start and list where a scan walks the rest of a list."""
    match scan.iter:
        case ast.Subscript(value=whole, slice=ast.Slice(lower=ast.expr() as start, upper=None, step=None)):
            return (start, whole) if is_path(whole) else None
    return None


def _element(view: FunctionView, scan: Scan) -> str:
    text = view.source(scan.target)
    return tuple_text(text) if isinstance(scan.target, ast.Tuple) else text


def _placed_lines(view: FunctionView, scan: Scan, index: str, place: str, whole: str) -> list[str]:
    """Return the lines that group the elements of a list by key, each with its place."""
    element = _element(view, scan)
    return [
        f"{index} = {{}}",
        f"for {place}, {element} in enumerate({whole}):",
        f"{view.unit}{index}.setdefault({key_text(view, scan, {})}, []).append(({place}, {element}))",
    ]


def _counts_up(view: FunctionView, start: ast.expr, repeat: Repeat) -> bool:
    """Return whether a start like `i + 1` can't be negative: `i` runs over a range or enumerate."""
    base = start.left if isinstance(start, ast.BinOp) and isinstance(start.op, ast.Add) else start
    if not isinstance(base, ast.Name) or not isinstance(repeat.node, ast.For):
        return False
    loop = repeat.node
    source = view.call(loop.iter, "range", "enumerate")
    target = loop.target.elts[0] if isinstance(loop.target, ast.Tuple) else loop.target
    return source is not None and isinstance(target, ast.Name) and target.id == base.id


JOIN = Rule(cards.JOIN, _join)
GROWING = Rule(cards.GROWING, _growing_join)
PAIRS = Rule(cards.PAIRS, _pairs)
RULES = (JOIN, GROWING, PAIRS)
