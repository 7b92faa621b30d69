"""Recursion that meets the same arguments again and again gets a dictionary of answers that lives for one call.

The function's own signature stays; no frame is added per level, so that the depth it can reach stays as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from burner.policy.protocol import Brief
from burner.rules import effects, keeping, kinds, scope, sharing
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, block_lines, indented, render, splice_text
from burner.rules.view import FunctionView, starred

OWN_RECURSION = Card(
    id="BRN811",
    name="recursion-without-memo",
    family="recursion",
    summary="keep the answers of a recursion that meets the same arguments again and again",
    condition="the recursion only computes; what varies can be a key (numbers, texts, tuples; of suffixes of one sequence the"
    " length is enough); a shared answer is only read",
    example_before="""\
def f(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return f(amount - coins[0], coins) + f(amount, coins[1:])
""",
    example_after="""\
def f(amount, coins):
    known = {}

    def answer(amount, coins):
        key = (amount, len(coins))
        if key in known:
            return known[key]
        if amount == 0:
            return 1
        if amount < 0 or not coins:
            return 0
        return known.setdefault(key, answer(amount - coins[0], coins) + answer(amount, coins[1:]))

    return answer(amount, coins)
""",
    refuses=(
        """\
def f(n):
    if n < 2:
        return 1
    return n * f(n - 1)
""",
        """\
def f(n):
    print(n)
    if n < 2:
        return n
    return f(n - 1) + f(n - 2)
""",
        """\
def f(node):
    if node is None:
        return 0
    return 1 + max(f(node.left), f(node.right))
""",
        """\
def f(n, memo={}):
    if n < 2:
        return n
    if n not in memo:
        memo[n] = f(n - 1) + f(n - 2)
    return memo[n]
""",
    ),
)

ASKED_RECURSION = Card(
    id="BRN812",
    name="recursion-asked-in-loop",
    family="recursion",
    summary="keep the answers of a recursive helper over all the times that a loop asks it",
    condition="as BRN811; what the recursion hands on unchanged is the same for all calls of the loop",
    example_before="""\
def steps(n):
    if n < 2:
        return 0
    if n % 2:
        return 1 + min(steps(n - 1), steps(n + 1))
    return 1 + steps(n // 2)


def f(numbers):
    return [steps(n) for n in numbers]
""",
    example_after="""\
def steps(n):
    if n < 2:
        return 0
    if n % 2:
        return 1 + min(steps(n - 1), steps(n + 1))
    return 1 + steps(n // 2)


def f(numbers):
    steps_known = {}

    def steps_answer(n):
        key = n
        if key in steps_known:
            return steps_known[key]
        if n < 2:
            return 0
        if n % 2:
            return steps_known.setdefault(key, 1 + min(steps_answer(n - 1), steps_answer(n + 1)))
        return steps_known.setdefault(key, 1 + steps_answer(n // 2))

    return [steps_answer(n) for n in numbers]
""",
    refuses=(
        """\
def size(tree):
    return 1 + sum(size(child) for child in tree["children"])


def f(trees):
    return [size(tree) for tree in trees]
""",
        """\
def depth(n):
    return n


def f(numbers):
    return [depth(n) for n in numbers]
""",
        """\
SEEN = []


def count(n):
    SEEN.append(n)
    return 1 if n < 2 else count(n - 1) + count(n - 2)


def f(numbers):
    return [count(n) for n in numbers]
""",
    ),
)


@dataclass(frozen=True)
class Recursion:
    """What is known of a function that calls itself."""

    view: FunctionView
    calls: tuple[ast.Call, ...]
    handed_on: tuple[str, ...]
    """Parameters that every level hands on as they are."""
    varying: tuple[str, ...]
    unkeyed: frozenset[str]
    """Varying parameters that only serve to find cycles."""
    attributes: frozenset[str]
    """Attributes of the own object that it reads."""


def own_recursion(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Give a recursive function a dictionary of answers per outermost call."""
    found = recursion_of(view, brief)
    if found is None or not _branches(found):
        return
    first = keeping.first_statement(view)
    keys = _keys(found, brief, across=False)
    if first is None or keys is None:
        return
    inner = view.fresh("answer", f"{view.node.name.strip('_')}_of")
    known = view.fresh("known", "answers")
    lines = inner_function(found, inner, known, keys, {})
    given = ", ".join(found.varying)
    edits = Edits(view)
    statements = view.node.body[view.node.body.index(first) :]
    whole = [f"{known} = {{}}", "", *lines, "", f"return {inner}({given})"]
    start, end = _block_span(view, statements)
    indent = view.indent(first)
    edits.replace_span(start, end, "\n".join(f"{indent}{line}" if line else "" for line in whole))
    yield from _finished(view, edits, found, "answers of the recursion are kept while the outermost call runs")


def asked_recursion(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Move a recursive helper into the function whose loop asks it, with one dictionary of answers for the loop."""
    if view.lazy or keeping.first_statement(view) is None:
        return
    groups: dict[str, list[ast.Call]] = {}
    for node in view.nodes():
        if isinstance(node, ast.Call) and not starred(node):
            other = effects.callee(view, node)
            if other is not None and other.qualname != view.qualname:
                groups.setdefault(other.qualname, []).append(node)
    for name, calls in groups.items():
        other = view.other(name)
        if other is None or not any(keeping.in_loop(view, c) for c in calls):
            continue
        found = recursion_of(other, brief)
        if found is not None:
            yield from _moved(view, brief, found, calls)


def _moved(view: FunctionView, brief: Brief, found: Recursion, calls: list[ast.Call]) -> Iterator[Rewrite]:
    other = found.view
    slots = [dict(_slots(other, c) or ()) for c in calls]
    fixed: dict[str, str] = {}
    for name in found.handed_on:
        texts = {render(view, s[name]) for s in slots if name in s and keeping.settled(view, s[name])}
        if len(texts) != 1 or not all(name in s and keeping.settled(view, s[name]) for s in slots):
            return
        fixed[name] = texts.pop()
    if any(set(s) - set(fixed) != set(found.varying) for s in slots) or other.self_name not in {None, view.self_name}:
        return
    if any(effects.writes_attribute(view, view.node.body, attribute) for attribute in found.attributes):
        return
    locals_of_helper = other.locals - set(found.handed_on)
    if any(
        n.id in locals_of_helper
        for text in fixed.values()
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Name)
    ):
        return
    free = scope.read(other.node.body) - other.locals
    keys = _keys(found, brief, across=True)
    if keys is None or free & view.locals:
        return
    hint = other.node.name.strip("_")
    inner, known = (
        view.fresh(f"{hint}_answer", taken=set(other.locals)),
        view.fresh(f"{hint}_known", taken=set(other.locals)),
    )
    edits = Edits(view)
    lines = [f"{known} = {{}}", "", *inner_function(found, inner, known, keys, fixed), ""]
    keeping.insert_top(edits, view, lines)
    for call, slot in zip(calls, slots, strict=True):
        edits.replace(call, f"{inner}({', '.join(render(view, slot[name]) for name in found.varying)})")
    yield from _finished(view, edits, found, f"answers of {other.node.name} are kept while the function runs")


def _finished(view: FunctionView, edits: Edits, found: Recursion, note: str) -> Iterator[Rewrite]:
    try:
        text = edits.result()
    except ValueError:
        return
    yield Rewrite({view.qualname: text}, (), note, found.calls[0].lineno if found.view is view else view.node.lineno)


# -- finding --------------------------------------------------------------------------------------------------------


def recursion_of(view: FunctionView, brief: Brief) -> Recursion | None:
    """Return what is known of a function that calls itself and only computes; None for any other."""
    calls = [n for n in view.everything() if isinstance(n, ast.Call) and _is_own_call(view, n)]
    if not calls or not _plain_function(view) or any(starred(c) for c in calls):
        return None
    mentions = [n for n in view.everything() if _is_own_name(view, n)]
    if len(mentions) != len(calls):
        return None
    slots = [_slots(view, c) for c in calls]
    if any(s is None for s in slots):
        return None
    passed = [dict(s or ()) for s in slots]
    names = _own_parameters(view)
    stored = {n.id for n in view.everything() if isinstance(n, ast.Name) and isinstance(n.ctx, (ast.Store, ast.Del))}
    handed_on = [n for n in names if n not in stored and all(_same_name(p.get(n), n) for p in passed)]
    varying = [n for n in names if n not in handed_on]
    in_try = any(isinstance(a, ast.Try) for c in calls for a in view.above(c))
    trails = frozenset(n for n in varying if not in_try and n not in stored and _is_trail(view, n, passed))
    visiting = frozenset(n for n in handed_on if not in_try and _is_visiting(view, n, calls))
    read = effects.reading(view, mine=visiting)
    if (
        read is None
        or not set(varying) - trails
        or _walks_objects(view, passed, [n for n in varying if n not in trails])
    ):
        return None
    if any(set(varying) - set(p) - _defaulted(view) for p in passed):
        return None
    shared = sharing.gives_shared(view, brief) or all(sharing.only_read(view, c) for c in calls)
    if not shared:
        return None
    return Recursion(view, tuple(calls), tuple(handed_on), tuple(varying), trails, frozenset(read.attributes))


def _plain_function(view: FunctionView) -> bool:
    args = view.node.args
    decorators = [d.id if isinstance(d, ast.Name) else "?" for d in view.node.decorator_list]
    if decorators not in ([], ["staticmethod"], ["classmethod"]) or (decorators and view.owner is None):
        return False
    if view.lazy or args.vararg or args.kwarg or view.dynamic:
        return False
    if view.owner is None and view.function(view.node.name) is None:
        return False
    return view.owner is None or not effects.overridden(view)


def _is_own_call(view: FunctionView, call: ast.Call) -> bool:
    other = effects.callee(view, call)
    return other is not None and other.qualname == view.qualname


def _is_own_name(view: FunctionView, node: ast.AST) -> bool:
    if view.owner is None:
        return isinstance(node, ast.Name) and node.id == view.node.name
    return isinstance(node, ast.Attribute) and node.attr == view.node.name


def _own_parameters(view: FunctionView) -> list[str]:
    static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in view.node.decorator_list)
    return view.parameters if view.owner is None or static else view.parameters[1:]


def _slots(view: FunctionView, call: ast.Call) -> list[tuple[str, ast.expr]] | None:
    positional = [a.arg for a in (*view.node.args.posonlyargs, *view.node.args.args)]
    if view.owner is not None and _own_parameters(view) != view.parameters:
        positional = positional[1:]
    if len(call.args) > len(positional):
        return None
    return [*zip(positional, call.args, strict=False), *((k.arg, k.value) for k in call.keywords if k.arg)]


def _defaulted(view: FunctionView) -> set[str]:
    """Return the parameters whose default is a constant."""
    args = view.node.args
    plain = [*args.posonlyargs, *args.args]
    pairs = [*zip(plain[len(plain) - len(args.defaults) :], args.defaults, strict=True)]
    pairs += [(a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None]
    return {a.arg for a, d in pairs if isinstance(d, ast.Constant)}


def _same_name(node: ast.expr | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_trail(view: FunctionView, name: str, passed: list[dict[str, ast.expr]]) -> bool:
    """Return whether a parameter only finds cycles: tested by `in` before a raise, and handed on grown."""
    growing = {id(n) for p in passed if name in p for n in ast.walk(p[name])}
    tested = False
    for node in view.uses(name):
        if id(node) in growing or any(isinstance(a, ast.Raise) for a in view.above(node)):
            continue
        test = view.parents[node]
        if not (isinstance(test, ast.Compare) and node in test.comparators and isinstance(test.ops[0], ast.In)):
            return False
        if not _guards_raise(view, test):
            return False
        tested = True
    return tested


def _guards_raise(view: FunctionView, test: ast.AST) -> bool:
    above = view.parents[test]
    return isinstance(above, ast.If) and above.test is test and isinstance(above.body[-1], ast.Raise)


def _is_visiting(view: FunctionView, name: str, calls: list[ast.Call]) -> bool:
    """Return whether a collection that every level shares only finds cycles: entered before and left after."""
    entered = left = tested = False
    given = {id(n) for c in calls for a in [*c.args, *(k.value for k in c.keywords)] for n in [a]}
    for node in view.uses(name):
        above = view.parents[node]
        if id(node) in given or any(isinstance(a, ast.Raise) for a in view.above(node)):
            continue
        if isinstance(above, ast.Compare) and node in above.comparators and isinstance(above.ops[0], ast.In):
            if not _guards_raise(view, above):
                return False
            tested = True
        elif isinstance(above, ast.Attribute) and above.attr in {"add", "append"}:
            entered = True
        elif isinstance(above, ast.Attribute) and above.attr in {"remove", "discard", "pop"}:
            left = True
        else:
            return False
    return entered and left and tested


def _walks_objects(view: FunctionView, passed: list[dict[str, ast.expr]], names: list[str]) -> bool:
    """Return whether each level goes into parts of its argument (a tree): no argument comes twice there."""
    inside = {n: _parts_of(view, n) for n in names}
    return all(any(_comes_from(p[n], n, inside[n]) for n in names if n in p) for p in passed)


def _parts_of(view: FunctionView, name: str) -> set[str]:
    found: set[str] = set()
    for node in view.everything():
        if isinstance(node, (ast.For, ast.comprehension)) and _holds(node.iter, {name} | found):
            found |= {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, (ast.Attribute, ast.Subscript))
            and _holds(node.value, {name})
        ):
            if not (isinstance(node.value, ast.Subscript) and isinstance(node.value.slice, ast.Slice)):
                found |= scope.bound(node.targets)
    return found


def _holds(node: ast.AST, names: set[str]) -> bool:
    while True:
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in {"items", "values", "get"}:
                node = node.func.value
            elif (
                isinstance(node.func, ast.Name)
                and node.func.id in {"enumerate", "reversed", "zip", "list"}
                and node.args
            ):
                node = node.args[0]
            else:
                return False
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        elif isinstance(node, ast.BoolOp):
            node = node.values[0]
        else:
            return isinstance(node, ast.Name) and node.id in names


def _comes_from(node: ast.expr, name: str, inside: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in inside
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        return False
    return isinstance(node, (ast.Attribute, ast.Subscript)) and _holds(node, {name} | inside)


def _branches(found: Recursion) -> bool:
    """Return whether one level may ask for more than one other level."""
    if len(found.calls) > 1:
        return True
    return keeping.in_loop(found.view, found.calls[0])


# -- keys -----------------------------------------------------------------------------------------------------------


def _keys(found: Recursion, brief: Brief, across: bool) -> list[str] | None:
    """Return the parts of the key; None if what varies can't be one."""
    known = kinds.Kinds(found.view, brief)
    parts: list[str] = []
    for name in found.varying:
        if name in found.unkeyed:
            continue
        part = _key(found, brief, known, name, across)
        if part is None:
            return None
        parts.append(part)
    return parts


def _key(found: Recursion, brief: Brief, known: kinds.Kinds, name: str, across: bool) -> str | None:
    view = found.view
    given = [dict(_slots(view, c) or ()).get(name) for c in found.calls]
    stored = any(isinstance(n.ctx, ast.Store) for n in view.uses(name))
    if not across and not stored and _cuts(given, name):
        return f"len({name})"
    kind = known.parameters.get(name) or _kind_at_callers(view, brief, name)
    if kinds.hashable(kind):
        return name
    head = kinds.head(kind)
    if head == "list" or (kind is None and any(_is_list(view, g) for g in given)):
        inner = kinds.element(kind)
        if kinds.head(inner) == "list":
            return f"tuple(map(tuple, {name}))"
        return None if kinds.changeable(inner) else f"tuple({name})"
    if head == "set" or (kind is None and any(_is_set(g, name) for g in given)):
        return f"frozenset({name})"
    if head == "dict":
        inside = kinds.parts(kind)
        return f"tuple({name}.items())" if not inside or kinds.hashable(inside[1]) else None
    if kinds.changeable(kind):
        return None
    if kind is None and any(_puts_together(g) for g in given):
        return f"tuple({name})"
    return name


def _cuts(given: list[ast.expr | None], name: str) -> bool:
    """Return whether a level hands on the same sequence or its rest: then the length says which part it is."""
    rests = fronts = 0
    for node in given:
        if _same_name(node, name):
            continue
        if not (isinstance(node, ast.Subscript) and _same_name(node.value, name) and isinstance(node.slice, ast.Slice)):
            return False
        if node.slice.step is not None or (node.slice.lower is None) == (node.slice.upper is None):
            return False
        rests += node.slice.upper is None
        fronts += node.slice.lower is None
    return (rests > 0) != (fronts > 0)


def _is_list(view: FunctionView, node: ast.expr | None) -> bool:
    if isinstance(node, (ast.List, ast.ListComp)):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_list(view, node.left) or _is_list(view, node.right)
    return view.call(node, "sorted", "list") is not None


def _is_set(node: ast.expr | None, name: str) -> bool:
    if isinstance(node, (ast.Set, ast.SetComp)):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Sub, ast.BitOr)):
        return _is_set(node.right, name) or _is_set(node.left, name)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "set"


def _puts_together(node: ast.expr | None) -> bool:
    """Return whether a sequence is made from slices."""
    if isinstance(node, ast.BinOp):
        return _puts_together(node.left) or _puts_together(node.right)
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)


def _kind_at_callers(view: FunctionView, brief: Brief, name: str) -> ast.expr | None:
    """Return the type that the calls from elsewhere in the module seem to pass."""
    found: list[ast.expr | None] = []
    for statement in ast.walk(view.tree):
        if not isinstance(statement, ast.FunctionDef) or statement is view.node:
            continue
        owner = view.parents.get(statement)
        other = view.other(f"{owner.name}.{statement.name}" if isinstance(owner, ast.ClassDef) else statement.name)
        if other is None or other.node.lineno != statement.lineno:
            continue
        inner = kinds.Kinds(other, brief)
        for call in other.nodes():
            if isinstance(call, ast.Call) and not starred(call):
                target = effects.callee(other, call)
                if target is not None and target.qualname == view.qualname:
                    found += [inner.of(node) for slot, node in _slots(view, call) or () if slot == name]
    first = found[0] if found else None
    return (
        first
        if first is not None and all(k is not None and kinds.head(k) == kinds.head(first) for k in found)
        else None
    )


# -- writing --------------------------------------------------------------------------------------------------------


def inner_function(found: Recursion, inner: str, known: str, keys: list[str], fixed: Mapping[str, str]) -> list[str]:
    """Return the lines of the recursion as an inner function that asks and fills the dictionary."""
    view = found.view
    unit = view.unit
    key = view.fresh("key", "state")
    first = keeping.first_statement(view)
    assert first is not None
    statements = view.node.body[view.node.body.index(first) :]
    names: dict[ast.AST, str] = {
        n: fixed[n.id] for n in ast.walk(view.node) if isinstance(n, ast.Name) and n.id in fixed
    }
    earliest = min(c.lineno for c in found.calls)
    swaps: dict[ast.AST, str] = {}
    for node in view.nodes():
        if isinstance(node, ast.Return) and node.value is not None and node.lineno >= earliest:
            value = _text(found, node.value, inner, names)
            if isinstance(node.value, ast.Tuple) and not value.startswith("("):
                value = f"({value})"
            swaps[node] = f"return {known}.setdefault({key}, {value})"
    inside = {id(n) for r in swaps for n in ast.walk(r)}
    outer: dict[ast.AST, str] = {
        c: _call_text(found, c, inner, names) for c in _outermost(found, view.node) if id(c) not in inside
    }
    covered = inside | {id(n) for c in outer for n in ast.walk(c)}
    swaps |= outer
    swaps |= {n: text for n, text in names.items() if id(n) not in covered}
    parameters = ", ".join(f"{n}={_default(view, n)}" if _omitted(found, n) else n for n in found.varying)
    lines = [f"def {inner}({parameters}):"]
    lines.append(f"{unit}{key} = {keys[0] if len(keys) == 1 else '(' + ', '.join(keys) + ')'}")
    lines += [f"{unit}if {key} in {known}:", f"{unit}{unit}return {known}[{key}]"]
    return lines + indented(block_lines(view, statements, swaps), unit)


def _outermost(found: Recursion, node: ast.AST) -> list[ast.Call]:
    calls = set(found.calls)
    inside = [c for c in ast.walk(node) if isinstance(c, ast.Call) and c in calls]
    return [c for c in inside if not any(a in calls for a in _above_within(found.view, c, node))]


def _above_within(view: FunctionView, node: ast.AST, top: ast.AST) -> Iterator[ast.AST]:
    while node is not top:
        node = view.parents[node]
        yield node


def _text(found: Recursion, node: ast.expr, inner: str, names: Mapping[ast.AST, str]) -> str:
    """Return the text of an expression with the recursive calls and the fixed names inside it replaced."""
    calls = [node] if node in found.calls else _outermost(found, node)
    swaps: dict[ast.AST, str] = {c: _call_text(found, c, inner, names) for c in calls if isinstance(c, ast.Call)}
    covered = {id(n) for c in calls for n in ast.walk(c)}
    swaps |= {n: text for n, text in names.items() if id(n) not in covered}
    if node in swaps:
        return swaps[node]
    return splice_text(found.view, found.view.span(node), swaps)


def _call_text(found: Recursion, call: ast.Call, inner: str, names: Mapping[ast.AST, str]) -> str:
    given = dict(_slots(found.view, call) or ())
    by_name = {k.arg for k in call.keywords}
    parts = [
        f"{name}={_text(found, given[name], inner, names)}"
        if name in by_name
        else _text(found, given[name], inner, names)
        for name in found.varying
        if name in given
    ]
    return f"{inner}({', '.join(parts)})"


def _omitted(found: Recursion, name: str) -> bool:
    return any(name not in dict(_slots(found.view, c) or ()) for c in found.calls)


def _default(view: FunctionView, name: str) -> str:
    args = view.node.args
    plain = [*args.posonlyargs, *args.args]
    pairs = [*zip(plain[len(plain) - len(args.defaults) :], args.defaults, strict=True)]
    pairs += [(a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None]
    return next(view.source(d) for a, d in pairs if a.arg == name)


def _block_span(view: FunctionView, statements: list[ast.stmt]) -> tuple[int, int]:
    start = view.line_starts[statements[0].lineno - 1]
    return start, view.span(statements[-1])[1]


RULES = (Rule(OWN_RECURSION, own_recursion), Rule(ASKED_RECURSION, asked_recursion))
