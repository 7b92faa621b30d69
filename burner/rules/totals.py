"""The rule about totals that are added up anew for each key: one pass adds up those of all keys."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import scope
from burner.rules.card import Rewrite, Rule, made
from burner.rules.cards import totals as cards
from burner.rules.edit import Edits, indented, operand, splice_text
from burner.rules.joins import renamed, together, worth_grouping, written
from burner.rules.lists import short_name
from burner.rules.places import Repeat, alone_on_line, fixed, guarded, repeats
from burner.rules.rounding import adds_inexactly
from burner.rules.scans import Equality
from burner.rules.tallies import RESULT, Asked, Part, Step, Taken, Tallies, Tally, Walk, every_tally, steps
from burner.rules.view import FunctionView


@dataclass(frozen=True)
class _Totals:
    """A walk that can be made once for all keys: what each total is asked for by, nothing for what all keys share."""

    tallies: Tallies
    repeat: Repeat
    keys: Mapping[str, tuple[Equality, ...]]


def _totals(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    groups: dict[int, list[_Totals]] = {}
    for tallies in every_tally(view):
        found = _once(view, brief, tallies)
        if found is not None:
            groups.setdefault(id(found.repeat.statement), []).append(found)
    for group in groups.values():
        edits, taken = Edits(view), set[str]()
        for found in group:
            _rewrite(edits, found, taken)
        first = group[0].tallies
        yield from made(edits, first.node, f"add up {view.source(first.walk.iter)} for all keys at once", daring=True)


def _once(view: FunctionView, brief: Brief, tallies: Tallies) -> _Totals | None:
    """Return how a walk is made once for all keys; None where it can't, or where it has none."""
    walk = tallies.walk
    sums = isinstance(tallies.node, ast.Call)
    amounts = [step.amount for step in steps(walk) if isinstance(step, Tally) and step.amount is not None]
    if not worth_grouping(view, brief, walk.iter) or (sums and any(adds_inexactly(view, brief, a) for a in amounts)):
        return None
    best: Repeat | None = None
    for repeat in repeats(view, tallies.node):
        if not all(fixed(view, value, repeat, tallies.own) for value in _same_for_all(walk)):
            break
        if not all(_plain(part) or fixed(view, part.test, repeat, tallies.own) for part in _parts(walk)):
            break
        best = repeat
    if best is None or guarded(view, tallies.node, best, walk.iter):
        return None
    keys = _keys(view, walk, best, tallies.own)
    if keys is None or not any(keys.values()):
        return None
    shared = [name for name, asked in keys.items() if not asked]
    return _Totals(tallies, best, keys) if all(_set_here(view, tallies, name) for name in shared) else None


def _plain(part: Part) -> bool:
    return part.equality is not None


def _parts(walk: Walk) -> Iterator[Part]:
    for step in steps(walk):
        if isinstance(step, Asked):
            yield from step.parts


def _same_for_all(walk: Walk) -> Iterator[ast.expr]:
    """Yield what has to be the same for all keys, plain tests apart."""
    for step in steps(walk):
        match step:
            case Walk(iter=source):
                yield source
            case Taken(statement=statement):
                yield statement.value
            case Tally(amount=ast.expr() as amount):
                yield amount
    yield from (part.equality.key for part in _parts(walk) if part.equality is not None)


def _asked(view: FunctionView, part: Part, repeat: Repeat, own: frozenset[str]) -> Equality | None:
    """Return the comparison whose value differs from round to round."""
    found = part.equality
    return None if found is None or fixed(view, found.value, repeat, own) else found


def _keys(
    view: FunctionView, walk: Walk, repeat: Repeat, own: frozenset[str]
) -> Mapping[str, tuple[Equality, ...]] | None:
    """Return by what each total is asked for; None where one total is asked for by different values."""
    found: dict[str, tuple[Equality, ...]] = {}

    def look(step: Step, above: tuple[Equality, ...]) -> bool:
        if isinstance(step, Tally):
            known = found.setdefault(step.name, above)
            return [view.source(e.value) for e in known] == [view.source(e.value) for e in above]
        if isinstance(step, Asked):
            above += tuple(e for e in (_asked(view, part, repeat, own) for part in step.parts) if e is not None)
        return not isinstance(step, (Walk, Asked)) or all(look(each, above) for each in step.body)

    return found if look(walk, ()) else None


def _set_here(view: FunctionView, tallies: Tallies, name: str) -> bool:
    """Return whether nothing but the walk and the statement before it gives a total its value."""
    start = tallies.starts.get(name)
    stores = sum(not isinstance(use.ctx, ast.Load) for use in view.uses(name))
    inside = sum(isinstance(step, Tally) and step.name == name for step in steps(tallies.walk))
    return start is not None and alone_on_line(view, start) and stores == 1 + inside and name not in view.parameters


def _rewrite(edits: Edits, found: _Totals, taken: set[str]) -> None:
    view, tallies = edits.view, found.tallies
    names = renamed(view, tallies.own, same=isinstance(tallies.node, ast.For))
    lines, asks, dicts = list[str](), list[str](), dict[str, str]()
    for name, keys in found.keys.items():
        start = tallies.starts.get(name)
        number = "0" if start is None else view.source(start.value)
        if keys:
            by = short_name(keys[0].key)
            total = _what(tallies) if name == RESULT else name
            dicts[name] = view.fresh(f"{total}_by_{by}" if by.isidentifier() else f"{total}_by_key", taken=taken)
            taken.add(dicts[name])
            asked = f"{dicts[name]}.get({together([e.hashable(operand(view, e.value)) for e in keys])}, {number})"
            lines.append(f"{dicts[name]} = {{}}")
            asks.append(asked if start is None else f"{name} = {asked}")
        else:
            lines.append(f"{name} = {number}")
        if start is not None:
            edits.delete(start)
    if isinstance(tallies.node, ast.For):
        edits.lines(tallies.node, asks)
    else:
        edits.replace(tallies.node, *asks)
    lines += _lines(_Writer(view, found, names, dicts), tallies.walk, ())
    edits.before(found.repeat.statement, lines)


def _what(tallies: Tallies) -> str:
    """Return a word for what an expression adds up."""
    amounts = [step.amount for step in steps(tallies.walk) if isinstance(step, Tally)]
    return next((short_name(each) for each in amounts if each is not None), "count")


@dataclass(frozen=True)
class _Writer:
    """What the lines of the one pass are written with: new names of the walk's own, and the totals' dictionaries."""

    view: FunctionView
    found: _Totals
    names: Mapping[str, str]
    dicts: Mapping[str, str]


def _lines(writer: _Writer, step: Step, keys: tuple[Equality, ...]) -> list[str]:
    view, names = writer.view, writer.names
    match step:
        case Walk(target=target, iter=source):
            swaps: dict[ast.AST, str] = {
                n: names[n.id] for n in scope.walk(target) if isinstance(n, ast.Name) and n.id in names
            }
            element = splice_text(view, view.span(target), swaps)
            return [f"for {element} in {written(view, source, names)}:", *_body(writer, step.body, keys)]
        case Taken(statement=statement):
            (name,) = statement.targets
            return [f"{written(view, name, names)} = {written(view, statement.value, names)}"]
        case Asked(parts=parts, fails=fails):
            asked = [(part, _asked(view, part, writer.found.repeat, writer.found.tallies.own)) for part in parts]
            keys += tuple(e for _, e in asked if e is not None)
            tests = [part.test for part, e in asked if e is None]
            if not tests:
                return [line for each in step.body for line in _lines(writer, each, keys)]
            joined = (" or " if fails else " and ").join(_joined(writer, test, len(tests)) for test in tests)
            if fails:
                rest = [line for each in step.body for line in _lines(writer, each, keys)]
                return [f"if {joined}:", f"{view.unit}continue", *rest]
            return [f"if {joined}:", *_body(writer, step.body, keys)]
        case Tally(name=name, op=op, amount=amount):
            added = "1" if amount is None else _amount(writer, amount)
            if name not in writer.dicts:
                return [f"{name} {op}= {added}"]
            start = writer.found.tallies.starts.get(name)
            number = "0" if start is None else view.source(start.value)
            key = together([e.hashable(written(view, e.key, names)) for e in keys])
            return [f"{writer.dicts[name]}[{key}] = {writer.dicts[name]}.get({key}, {number}) {op} {added}"]


def _body(writer: _Writer, body: tuple[Step, ...], keys: tuple[Equality, ...]) -> list[str]:
    return indented([line for each in body for line in _lines(writer, each, keys)], writer.view.unit)


def _joined(writer: _Writer, test: ast.expr, count: int) -> str:
    text = written(writer.view, test, writer.names)
    return f"({text})" if count > 1 and isinstance(test, (ast.BoolOp, ast.IfExp, ast.Lambda)) else text


def _amount(writer: _Writer, amount: ast.expr) -> str:
    text = written(writer.view, amount, writer.names)
    loose = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.IfExp, ast.Compare, ast.Lambda)
    return f"({text})" if isinstance(amount, loose) else text


TOTALS = Rule(cards.TOTALS, _totals)
RULES = (TOTALS,)
