"""Faults of doing the same work again: in every round of a loop, in every recursion, for every position."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.diagnosis import leads
from burner.policy.diagnosis.fault import Fault
from burner.policy.diagnosis.scope import COMPREHENSIONS, Loop, Scope, Site, dotted, names_in, same_every_round
from burner.target.spans import FunctionNode

_AGGREGATES = frozenset({"sum", "min", "max", "len", "any", "all", "sorted", "set", "list", "tuple", "dict", "Counter"})
_COSTLY = frozenset({"strptime", "strftime", "fromisoformat", "loads", "dumps", "compile", "literal_eval"})
_COSTLY |= {"Decimal", "Fraction", "parse", "sub", "findall"}
_ARRAY_GROWTH = frozenset({"np.append", "numpy.append", "np.concatenate", "np.vstack", "np.hstack", "np.insert"})
_CHEAP = frozenset({"append", "add", "len", "range", "get", "items", "keys", "values", "print", "isinstance"})
_CHEAP |= {"extend", "pop", "enumerate", "zip"}


def find(scope: Scope) -> Iterator[Fault]:
    """All work of a function that is done more often than it need be."""
    yield from _recursion(scope)
    for site in scope.sites:
        node = site.node
        if not site.loops:
            continue
        if isinstance(node, ast.Call):
            yield from _call(scope, node, site)
        elif isinstance(node, (ast.AugAssign, ast.Assign)):
            yield from _growing(scope, node, site.loops[-1])
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
            yield from _slice(scope, node, site)
    yield from _restart(scope)
    yield from _arithmetic(scope)
    yield from _same_calls(scope)


def _call(scope: Scope, node: ast.Call, site: Site) -> Iterator[Fault]:
    name = _name(node)
    words = scope.words(node)
    loop = site.loops[-1]
    argument = node.args[0] if node.args else None
    if name in {"sorted", "sort"}:
        if (
            name == "sort"
            and isinstance(node.func, ast.Attribute)
            and _made_inside(scope, dotted(node.func.value), loop)
        ):
            return
        text = f"`{words}` sorts again in every round"
        yield Fault("sort_in_loop", scope.qualname, node.lineno, text, 6.0)
    elif name == "deepcopy":
        yield Fault("deepcopy", scope.qualname, node.lineno, f"`{words}` copies everything in every round", 6.0)
    elif name in _AGGREGATES and (_sliced(argument) or _holds_slice(scope, argument, site)):
        text = f"`{words}` goes through that part again in every round"
        lead = leads.totals_of(scope, site, argument) if name == "sum" and argument else None
        yield Fault("window", scope.qualname, node.lineno, text, 7.0, lead)
    elif name in _COSTLY:
        text = f"`{words}` is worked out in every round, though the same values come again and again"
        lead = leads.once(scope, site, node)
        yield Fault("repeated_parse", scope.qualname, node.lineno, text, 6.5 + len(site.loops), lead)
    elif name in _AGGREGATES - {"len"} and argument is not None and _walks(argument) and same_every_round(node, loop):
        text = f"`{words}` gives the same in every round, and is worked out each time"
        yield Fault("invariant", scope.qualname, node.lineno, text, 6.0, leads.fixed(scope, site, node))
    elif _invariant(scope, node, loop, name):
        text = f"`{words}` gives the same in every round, and is called each time"
        yield Fault("invariant", scope.qualname, node.lineno, text, 4.0, leads.fixed(scope, site, node))
    elif _is_helper(scope, node, name):
        yield from _helper(scope, node, site, scope.functions[name])


def _is_helper(scope: Scope, node: ast.Call, name: str) -> bool:
    if name not in scope.functions or name == scope.node.name:
        return False
    return isinstance(node.func, ast.Name) or (dotted(node.func) or "").startswith(("self.", "cls."))


def _helper(scope: Scope, node: ast.Call, site: Site, helper: FunctionNode) -> Iterator[Fault]:
    """A helper that costs much, called in every round."""
    inside = list(ast.walk(helper))
    called = {_name(child) for child in inside if isinstance(child, ast.Call)}
    words = scope.words(node)
    targets: frozenset[str] = frozenset().union(*(loop.target for loop in site.loops))
    if called & _COSTLY:
        text = f"`{words}` is worked out in every round, though the same values come again and again"
        lead = leads.once(scope, site, node)
        yield Fault("repeated_parse", scope.qualname, node.lineno, text, 6.0 + len(site.loops), lead)
    elif len(site.loops) > 1 and len(names_in(node) & targets) == 1:
        text = f"`{words}` is called for every pair, though it depends on one item only"
        yield Fault("repeated_parse", scope.qualname, node.lineno, text, 5.0, leads.once(scope, site, node))
    elif any(isinstance(child, (ast.For, ast.While, *COMPREHENSIONS)) for child in inside):
        text = f"`{words}` goes through everything again in every round"
        yield Fault("nested_scan", scope.qualname, node.lineno, text, 4.5)


def _name(node: ast.Call) -> str:
    """The last part of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else dotted(node.func) or ""


def _walks(node: ast.expr) -> bool:
    return isinstance(node, (ast.Name, ast.Attribute, ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.Call))


def _invariant(scope: Scope, node: ast.Call, loop: Loop, name: str) -> bool:
    if name in _CHEAP or not names_in(node) or not same_every_round(node, loop):
        return False
    if isinstance(node.func, ast.Attribute):
        return name in {"split", "strip", "lower", "upper", "replace", "join", "format", "casefold", "copy"}
    return name in scope.functions and name != scope.node.name


def _sliced(node: ast.expr | None) -> bool:
    if isinstance(node, (ast.GeneratorExp, ast.ListComp)):
        node = node.generators[0].iter
    if isinstance(node, ast.Call) and dotted(node.func) in {"set", "sorted", "list"} and node.args:
        node = node.args[0]
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)


def _holds_slice(scope: Scope, node: ast.expr | None, site: Site) -> bool:
    """Whether a name holds a slice that the same loop took."""
    return isinstance(node, ast.Name) and any(
        isinstance(other.node, ast.Assign) and _sliced(other.node.value) and dotted(other.node.targets[0]) == node.id
        for other in scope.sites
        if other.loops == site.loops
    )


def _made_inside(scope: Scope, name: str | None, loop: Loop, but: ast.AST | None = None) -> bool:
    """Whether every round begins with a new value of that name."""
    return any(
        isinstance(site.node, ast.Assign)
        and site.node is not but
        and loop in site.loops
        and dotted(site.node.targets[0]) == name
        and name not in {child.id for child in ast.walk(site.node.value) if isinstance(child, ast.Name)}
        for site in scope.sites
    )


def _growing(scope: Scope, node: ast.AugAssign | ast.Assign, loop: Loop) -> Iterator[Fault]:
    """Text, lists and dicts that are copied to be made a little longer."""
    target = node.target if isinstance(node, ast.AugAssign) else node.targets[0]
    name = dotted(target)
    value = node.value
    if name is None:
        return
    plus = value if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) else None
    grows = isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add)
    copies = plus is not None and name in {dotted(plus.left), dotted(plus.right)}
    kind = scope.kinds.get(name)
    words = scope.words(node)
    if kind == "str" and (grows or copies) and not _made_inside(scope, name, loop, node):
        text = f"`{words}` copies the whole text so far in every round"
        yield Fault("string_concat", scope.qualname, node.lineno, text, 4.0)
    elif copies and kind == "list":
        text = f"`{words}` copies the whole list so far in every round"
        yield Fault("list_concat", scope.qualname, node.lineno, text, 6.0)
    elif isinstance(value, ast.ListComp) and name == dotted(value.generators[0].iter):
        text = f"`{words}` builds the whole list anew in every round"
        yield Fault("list_rebuild", scope.qualname, node.lineno, text, 5.0)
    elif isinstance(value, ast.Dict) and name in {
        dotted(item) for key, item in zip(value.keys, value.values, strict=True) if key is None
    }:
        text = f"`{words}` copies the whole dict so far in every round"
        yield Fault("list_concat", scope.qualname, node.lineno, text, 6.0)


def _slice(scope: Scope, node: ast.Subscript, site: Site) -> Iterator[Fault]:
    rest = isinstance(node.slice, ast.Slice) and node.slice.upper is None and isinstance(node.slice.lower, ast.Constant)
    if rest and isinstance(site.statement, ast.Assign) and dotted(site.statement.targets[0]) == dotted(node.value):
        text = f"`{scope.words(site.statement)}` copies all that is left in every round"
        yield Fault("list_front", scope.qualname, node.lineno, text, 5.0)


def _recursion(scope: Scope) -> Iterator[Fault]:
    """A function that calls itself for smaller problems, which then meet the same ones again."""
    for function in [node for node in ast.walk(scope.node) if isinstance(node, FunctionNode)]:
        own = {function.name, f"self.{function.name}", f"cls.{function.name}"}
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and dotted(node.func) in own]
        if not calls or any("cache" in ast.unparse(item) for item in function.decorator_list):
            continue
        looped = any(site.node in calls and site.loops for site in scope.sites)
        if len(calls) > 1 or looped:
            call = scope.words(calls[0], 50)
            text = f"`{function.name}` calls itself (`{call}`) for the same arguments again and again"
            lead = leads.memory(scope, function, calls)
            yield Fault("recursion", scope.qualname, calls[0].lineno, text, 9.0, lead)


def _restart(scope: Scope) -> Iterator[Fault]:
    for site in scope.sites:
        node = site.node
        if not isinstance(node, ast.While) or site.loops:
            continue
        if any(isinstance(child, (ast.For, ast.While)) for child in ast.walk(node) if child is not node):
            text = f"`while {scope.words(node.test)}` starts its inner loop over from the beginning again and again"
            yield Fault("restart", scope.qualname, node.lineno, text, 4.5)


def _same_calls(scope: Scope) -> Iterator[Fault]:
    """The same call written out several times within one round."""
    seen: dict[tuple[str, int], list[ast.Call]] = {}
    for site in scope.sites:
        node = site.node
        if site.loops and isinstance(node, ast.Call) and _name(node) not in _CHEAP | {"sort"}:
            seen.setdefault((ast.dump(node), id(site.loops[-1].node)), []).append(node)
    for calls in seen.values():
        if len(calls) > 1:
            text = f"`{scope.words(calls[0])}` is worked out {len(calls)} times within one round"
            yield Fault("same_call", scope.qualname, calls[0].lineno, text, 2.5 + 0.5 * len(calls))


def _arithmetic(scope: Scope) -> Iterator[Fault]:
    """Loops that try divisors, add up what was added up for the position before, or walk through an array."""
    for site in scope.sites:
        node = site.node
        if isinstance(node, ast.For) and site.loops and _range_of(node.iter) and _ends_with(node.iter, site.loops[-1]):
            if any(isinstance(child, ast.AugAssign) for child in ast.walk(node)):
                text = f"`for {scope.words(node.target)} in {scope.words(node.iter)}` adds up nearly the same again"
                yield Fault("window", scope.qualname, node.lineno, f"{text} in every round", 6.0)
        elif isinstance(node, ast.Compare) and site.loops and _tries_divisor(node, site.loops[-1]):
            text = f"`{scope.words(node)}` tries one divisor after the other"
            yield Fault("divisors", scope.qualname, node.lineno, text, 5.5)
        elif isinstance(node, ast.Call) and site.loops and dotted(node.func) in _ARRAY_GROWTH:
            text = f"`{scope.words(node)}` copies the whole array in every round"
            yield Fault("array_loop", scope.qualname, node.lineno, text, 7.0)
        elif isinstance(node, ast.For) and not site.loops and _array_over(scope, node.iter):
            text = f"`for {scope.words(node.target)} in {scope.words(node.iter)}` goes through an array in Python"
            yield Fault("array_loop", scope.qualname, node.lineno, text, 5.0)


def _range_of(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func) == "range" and len(node.args) > 1


def _ends_with(node: ast.expr, loop: Loop) -> bool:
    """Whether a range's end moves with the loop around it."""
    return isinstance(node, ast.Call) and bool(names_in(node.args[1]) & loop.target)


def _tries_divisor(node: ast.Compare, loop: Loop) -> bool:
    left = node.left
    if not (isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mod) and isinstance(left.right, ast.Name)):
        return False
    zero = isinstance(node.comparators[0], ast.Constant) and node.comparators[0].value == 0
    return zero and left.right.id in loop.changing


def _array_over(scope: Scope, node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and dotted(node.func) in {"range", "enumerate", "zip", "len"}:
        return any(_array_over(scope, argument) for argument in node.args)
    if isinstance(node, ast.Attribute) and node.attr in {"size", "shape"}:
        return scope.kind(node.value) == "array"
    return scope.kind(node) == "array"
