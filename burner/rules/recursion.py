"""Recursion that meets the same arguments again and again gets a dictionary of answers that lives for one call.

The function's own signature stays; no frame is added per level, so that the depth it can reach stays as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import changing, effects, keeper, keeping, scope, sharing
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, render
from burner.rules.making import made
from burner.rules.recursion_keys import keys_of
from burner.rules.recursion_text import inner_function
from burner.rules.recursive import Recursion, branches, recursion_of, slots_of
from burner.rules.view import FunctionView, starred

OWN_RECURSION = Card(
    id="BRN811",
    name="recursion-without-memo",
    family="recursion",
    summary="keep the answers of a recursion that meets the same arguments again and again",
    condition="the recursion only computes; what varies can be a key (numbers, texts, tuples; the length of the rest of"
    " a sequence); a shared answer is only read",
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


def own_recursion(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Give a recursive function a dictionary of answers per outermost call."""
    found = recursion_of(view, brief)
    if found is None or not branches(found):
        return
    first = keeper.first_statement(view)
    keys = keys_of(found, brief, across=False)
    if first is None or keys is None:
        return
    inner = view.fresh("answer", f"{view.node.name.strip('_')}_of")
    known = view.fresh("known", "answers")
    lines = inner_function(found, inner, known, keys, {})
    given = ", ".join(found.varying)
    edits = Edits(view)
    whole = [f"{known} = {{}}", "", *lines, "", f"return {inner}({given})"]
    start = view.line_starts[first.lineno - 1]
    end = view.span(view.node.body[-1])[1]
    indent = view.indent(first)
    edits.replace_span(start, end, "\n".join(f"{indent}{line}" if line else "" for line in whole))
    note = "answers of the recursion are kept while the outermost call runs"
    yield from made(view, edits, note, found.calls[0].lineno)


def asked_recursion(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Move a recursive helper into the function whose loop asks it, with one dictionary of answers for the loop."""
    if view.lazy or keeper.first_statement(view) is None:
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
    if not sharing.gives_shared(other, brief) and not all(sharing.only_read(view, c) for c in calls):
        return
    slots = [dict(slots_of(other, c) or ()) for c in calls]
    fixed: dict[str, str] = {}
    for name in found.handed_on:
        texts = {render(view, s[name]) for s in slots if name in s and keeping.settled(view, s[name])}
        if len(texts) != 1 or not all(name in s and keeping.settled(view, s[name]) for s in slots):
            return
        fixed[name] = texts.pop()
    if any(set(s) - set(fixed) != set(found.varying) for s in slots) or other.self_name not in {None, view.self_name}:
        return
    if any(changing.writes_attribute(view, view.node.body, attribute) for attribute in found.attributes):
        return
    locals_of_helper = other.locals - set(found.handed_on)
    if any(
        n.id in locals_of_helper
        for text in fixed.values()
        for n in scope.walk(ast.parse(text))
        if isinstance(n, ast.Name)
    ):
        return
    free = scope.read(other.node.body) - other.locals
    keys = keys_of(found, brief, across=True)
    if keys is None or free & view.locals:
        return
    hint = other.node.name.strip("_")
    inner, known = (
        view.fresh(f"{hint}_answer", taken=set(other.locals)),
        view.fresh(f"{hint}_known", taken=set(other.locals)),
    )
    edits = Edits(view)
    lines = [f"{known} = {{}}", "", *inner_function(found, inner, known, keys, fixed), ""]
    keeper.insert_top(edits, view, lines)
    for call, slot in zip(calls, slots, strict=True):
        edits.replace(call, f"{inner}({', '.join(render(view, slot[name]) for name in found.varying)})")
    yield from made(view, edits, f"answers of {other.node.name} are kept while the function runs", calls[0].lineno)


RULES = (Rule(OWN_RECURSION, own_recursion), Rule(ASKED_RECURSION, asked_recursion))
