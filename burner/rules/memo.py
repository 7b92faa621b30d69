"""Answers of pure calls that come again with the same arguments are kept for the length of one call.

Nothing is kept on the module, on objects or in default arguments: a version that remembers earlier calls is not faster.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace

from burner.policy.protocol import Brief
from burner.rules import keeper, keeping, scope, sharing
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, render
from burner.rules.keeping import Kept
from burner.rules.making import DATE_HELPER, made
from burner.rules.view import FunctionView

REPEATED_HELPER = Card(
    id="BRN801",
    name="repeated-helper-call",
    family="memo",
    summary="keep the answers of a pure helper that a loop asks again and again",
    condition="the helper only computes, from its arguments and from what stays during the call; nobody changes"
    " its answer; the arguments that vary are hashable",
    example_before="""\
def slug(title):
    return "-".join(word.lower() for word in title.split())


def f(rows):
    found = []
    for row in rows:
        found.append(slug(row["title"]))
    return found
""",
    example_after="""\
def slug(title):
    return "-".join(word.lower() for word in title.split())


def f(rows):
    slug_results = {}

    def known_slug(title):
        if title not in slug_results:
            slug_results[title] = slug(title)
        return slug_results[title]

    found = []
    for row in rows:
        found.append(known_slug(row["title"]))
    return found
""",
    refuses=(
        """\
import random


def noise(seed):
    return [random.random() for _ in range(seed)]


def f(seeds):
    return [noise(seed) for seed in seeds]
""",
        """\
def words(text):
    return text.split()


def f(lines):
    found = []
    for line in lines:
        parts = words(line)
        parts.append(1)
        found.append(parts)
    return found
""",
        """\
LIMITS = {}


def limit(name):
    return max(LIMITS.get(name.strip(), [0]))


def f(names):
    total = 0
    for name in names:
        LIMITS[name] = [total]
        total += limit(name)
    return total
""",
    ),
)

REPEATED_PARSING = Card(
    id="BRN802",
    name="repeated-library-call",
    family="memo",
    summary="keep the answers of a dear library call that a loop asks again and again",
    condition="the call depends on its arguments alone (strptime, Decimal, re.compile, normalize, ...), and gives an"
    " unchangeable value",
    example_before="""\
from datetime import datetime


def f(rows):
    return [datetime.strptime(row["day"], "%d %b %Y").date() for row in rows]
""",
    example_after="""\
from datetime import datetime


def f(rows):
    strptime_results = {}

    def known_strptime(text):
        if text not in strptime_results:
            strptime_results[text] = datetime.strptime(text, "%d %b %Y").date()
        return strptime_results[text]

    return [known_strptime(row["day"]) for row in rows]
""",
    refuses=(
        """\
from datetime import datetime


def f(text):
    return datetime.strptime(text, "%d %b %Y").date()
""",
        """\
import json


def f(lines):
    found = []
    for line in lines:
        found.append(json.loads(line))
    return found
""",
        """\
from datetime import datetime


def f(count):
    return [datetime.now() for _ in range(count)]
""",
    ),
)


PARSED_AGAIN = Card(
    id="BRN804",
    name="text-taken-apart-again",
    family="memo",
    summary="keep what is made of a text that inner loops take apart again and again",
    condition="the expression depends on one text alone (or on the place that a counter is at, and on collections"
    " that nothing changes), and what it gives is only read",
    example_before="""\
def f(days, rules):
    found = []
    for day in days:
        for rule in rules:
            if day in [name.strip().lower() for name in rule["on"].split(",")]:
                found.append((day, rule["title"]))
    return found
""",
    example_after="""\
def f(days, rules):
    parsed_results = {}

    def known_parsed(text):
        if text not in parsed_results:
            parsed_results[text] = [name.strip().lower() for name in text.split(",")]
        return parsed_results[text]

    found = []
    for day in days:
        for rule in rules:
            if day in known_parsed(rule["on"]):
                found.append((day, rule["title"]))
    return found
""",
    refuses=(
        """\
def f(rows):
    found = []
    for row in rows:
        for column in range(2):
            found.append(max(len(other[column]) for other in rows))
            row[column] = found[-1] * "x"
    return found
""",
        """\
def f(lines):
    return [[part.strip() for part in line.split(";")] for line in lines]
""",
        """\
def f(days, rules):
    found = []
    for day in days:
        for rule in rules:
            names = [name.strip() for name in rule["on"].split(",")]
            names.append(day)
            found.append(names)
    return found
""",
        """\
def f(days, rules):
    found = []
    for day in days:
        for rule in rules:
            found += [name + day for name in rule["on"].split(",")]
    return found
""",
    ),
)


def parsed_again(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Keep what is made of one text in inner loops."""
    yield from _grouped(view, brief, _expression)


def _expression(view: FunctionView, brief: Brief, node: ast.AST) -> Kept | None:
    return keeping.kept_expression(view, brief, node) if len(keeping.repeats(view, node)) > 1 else None


def repeated_helper(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Keep the answers of pure helpers called in loops."""
    yield from _grouped(view, brief, _own_call)


def _own_call(view: FunctionView, brief: Brief, node: ast.AST) -> Kept | None:
    if isinstance(node, ast.Attribute):
        return keeping.kept_property(view, node)
    return keeping.kept_call(view, brief, node) if isinstance(node, ast.Call) else None


def repeated_library_call(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Keep the answers of dear library calls in loops."""
    yield from _grouped(view, brief, _library_call)


def _library_call(view: FunctionView, brief: Brief, node: ast.AST) -> Kept | None:
    return keeping.kept_library_call(view, brief, node) if isinstance(node, ast.Call) else None


def _grouped(
    view: FunctionView, brief: Brief, find: Callable[[FunctionView, Brief, ast.AST], Kept | None]
) -> Iterator[Rewrite]:
    if view.lazy or keeper.first_statement(view) is None:
        return
    groups: dict[tuple[str, tuple[str, ...]], list[Kept]] = {}
    for node in keeping.reached(view):
        kept = find(view, brief, node) if isinstance(node, ast.expr) else None
        if kept is not None:
            groups.setdefault((kept.template, kept.parameters), []).append(kept)
    for found in groups.values():
        if not any(_comes_again(view, k, len(found)) for k in found):
            continue
        if not (_shared(view, brief, found[0]) or all(sharing.only_read(view, k.node) for k in found)):
            continue
        yield from keep(view, found)


def _shared(view: FunctionView, brief: Brief, kept: Kept) -> bool:
    return sharing.shared_value(view, brief, kept.node)


def _comes_again(view: FunctionView, kept: Kept, sites: int) -> bool:
    """Return whether a call is repeated, and not surely with another argument each time."""
    loops = keeping.repeats(view, kept.node)
    if not loops:
        return False
    if len(loops) == 1 and DATE_HELPER in kept.template:
        return False
    if sites > 1 or len(loops) > 1:
        return True
    return not any(_all_different(view, loops[0], argument) for argument in kept.arguments)


def _surely_varies(view: FunctionView, kept: Kept) -> bool:
    """Return whether each of several loops around a call has a part in its arguments: only equal items come again."""
    loops = keeping.repeats(view, kept.node)
    names = {n.id for a in kept.arguments for n in scope.walk(a) if isinstance(n, ast.Name)}
    inner: set[str] = set()
    for loop in loops:
        bound = {n.id for n in scope.walk(loop) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        if not names & (bound - inner):
            return False
        inner |= bound
    return len(loops) > 1


def _all_different(view: FunctionView, loop: ast.AST, argument: ast.expr) -> bool:
    """Return whether a loop gives a name another value in each round: counters, and the keys of a dictionary or set."""
    if not isinstance(loop, (ast.For, ast.comprehension)) or not isinstance(argument, ast.Name):
        return False
    target, source = loop.target, loop.iter
    first = target.elts[0] if isinstance(target, ast.Tuple) and target.elts else None
    if isinstance(target, ast.Name) and target.id == argument.id:
        return view.call(source, "range", "set") is not None
    if isinstance(first, ast.Name) and first.id == argument.id:
        items = isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute) and source.func.attr == "items"
        return items or view.call(source, "enumerate") is not None
    return False


def keep(view: FunctionView, found: list[Kept]) -> Iterator[Rewrite]:
    """Yield the function with all places of one kept answer rewritten."""
    kept = found[0]
    taken = set(kept.parameters)
    store = view.fresh(f"{kept.name}_results", taken=taken)
    function = view.fresh(f"known_{kept.name}", taken=taken)
    edits = Edits(view)
    keeper.insert_top(edits, view, keeper.keeper(view, kept, function, store))
    for place in found:
        edits.replace(place.node, f"{function}({', '.join(render(view, a) for a in place.arguments)})")
    note = f"answers of {kept.name} are kept while the function runs"
    for rewrite in made(view, edits, note, kept.node.lineno):
        yield replace(rewrite, daring=not kept.sure or all(_surely_varies(view, place) for place in found))


RULES = (
    Rule(REPEATED_HELPER, repeated_helper),
    Rule(REPEATED_PARSING, repeated_library_call),
    Rule(PARSED_AGAIN, parsed_again),
)
