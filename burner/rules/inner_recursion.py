"""Recursion in other places than a function of the module: inside a function, and over a list that each level searches.

What is kept or built lives for one call of the outermost function.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from burner.policy.protocol import Brief
from burner.rules import changing, keeper, keeping, scope, sharing
from burner.rules.card import Card, Rewrite, Rule
from burner.rules.edit import Edits, splice
from burner.rules.joins import build_lines, use_index
from burner.rules.lists import short_name
from burner.rules.making import made
from burner.rules.places import free_names
from burner.rules.recursion_keys import keys_of
from burner.rules.recursion_text import inner_function, plain_inner_function
from burner.rules.recursive import branches, recursion_of
from burner.rules.scans import Scan, scans, unprotected
from burner.rules.view import FunctionView, view_of

INNER = Card(
    id="BRN813",
    name="inner-recursion-without-memo",
    family="inner_recursion",
    summary="keep the answers of a recursive inner function that meets the same arguments again and again",
    condition="the recursion only computes, from its arguments and from what stays during the call; what varies can be"
    " a key; a shared answer is only read",
    example_before="""\
def f(a, b):
    def longest(i, j):
        if i == len(a) or j == len(b):
            return 0
        if a[i] == b[j]:
            return 1 + longest(i + 1, j + 1)
        return max(longest(i + 1, j), longest(i, j + 1))

    return longest(0, 0)
""",
    example_after="""\
def f(a, b):
    longest_known = {}

    def longest(i, j):
        key = (i, j)
        if key in longest_known:
            return longest_known[key]
        if i == len(a) or j == len(b):
            return 0
        if a[i] == b[j]:
            return longest_known.setdefault(key, 1 + longest(i + 1, j + 1))
        return longest_known.setdefault(key, max(longest(i + 1, j), longest(i, j + 1)))

    return longest(0, 0)
""",
    refuses=(
        """\
def f(grid):
    def walk(i, j):
        if i == len(grid) or grid[i][j]:
            return 0
        grid[i][j] = True
        return 1 + walk(i + 1, j) + walk(i, j + 1)

    return walk(0, 0)
""",
        """\
def f(n):
    def down(i):
        return 0 if i == 0 else 1 + down(i - 1)

    return down(n)
""",
        """\
def f(items, limit):
    left = limit

    def best(i):
        nonlocal left
        left -= 1
        return 0 if i >= len(items) or left < 0 else max(best(i + 1), items[i] + best(i + 2))

    return best(0)
""",
    ),
)

SEARCHING = Card(
    id="BRN127",
    name="search-in-each-level",
    family="inner_recursion",
    summary="group a list that each level of a recursion searches for its key once, before the first level",
    condition="Every level hands the list on as it is and nobody changes it or its keys meanwhile; keys can be hashed.",
    example_before="""\
def f(rows, parent=None):
    found = []
    for row in rows:
        if row["parent"] == parent:
            found.append((row["name"], f(rows, row["id"])))
    return found
""",
    example_after="""\
def f(rows, parent=None):
    rows_by_parent = {}
    for row in rows:
        rows_by_parent.setdefault(row["parent"], []).append(row)

    def answer(parent):
        found = []
        for row in rows_by_parent.get(parent, ()):
            found.append((row["name"], answer(row["id"])))
        return found

    return answer(parent)
""",
    refuses=(
        """\
def f(rows, parent=None):
    found = []
    for row in rows:
        if row["parent"] == parent:
            found.append((row["name"], f(rows[1:], row["id"])))
    return found
""",
        """\
def f(rows, parent=None):
    found = []
    for row in rows:
        if row["parent"] == parent:
            row["parent"] = 0
            found.append((row["name"], f(rows, row["id"])))
    return found
""",
        """\
def f(rows, parent=None):
    return [row["name"] for row in rows if row["parent"] == parent]
""",
    ),
)


def kept_inner(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Give recursive inner functions a dictionary of answers."""
    if view.lazy:
        return
    for statement in view.nodes():
        inner = view.nested(statement.name, anywhere=True) if isinstance(statement, ast.FunctionDef) else None
        if inner is None or keeper.first_statement(inner) is None or not _steady(view, inner):
            continue
        found = recursion_of(inner, brief)
        if found is None or found.handed_on or not branches(found):
            continue
        keys = keys_of(found, brief, across=False)
        if keys is None or not _answers_once(view, brief, inner):
            continue
        name = inner.node.name
        known = view.fresh(f"{name.strip('_')}_known", taken=scope.mentioned(inner.node))
        note = f"answers of {name} are kept while the function runs"
        held = _object(inner, keys)
        if held is not None:
            by_identity = [f"id({held})" if key == held else key for key in keys]
            edits = Edits(view)
            edits.lines(inner.node, [f"{known} = {{}}", "", *inner_function(found, name, known, by_identity, {}, held)])
            yield from made(view, edits, f"{note}, by the object that is asked about", found.calls[0].lineno)
        edits = Edits(view)
        edits.lines(inner.node, [f"{known} = {{}}", "", *inner_function(found, name, known, keys, {})])
        yield from made(view, edits, note, found.calls[0].lineno)


def _object(inner: FunctionView, keys: list[str]) -> str | None:
    """Return the one key that is an object with parts, which may be none that a dictionary holds."""
    found = []
    for key in keys:
        above = [inner.parents[use] for use in inner.uses(key)]
        fields = [n for n in above if isinstance(n, ast.Subscript) and isinstance(n.slice, ast.Constant)]
        if fields or any(isinstance(n, ast.Attribute) for n in above):
            found.append(key)
    return found[0] if len(found) == 1 and not any(_stored(use) for use in inner.uses(found[0])) else None


def _stored(use: ast.Name) -> bool:
    return not isinstance(use.ctx, ast.Load)


def _steady(view: FunctionView, inner: FunctionView) -> bool:
    """Return whether an inner function is only asked after its `def`, and nothing that it reads changes from there on."""
    rest = [inner.node, *view.after(inner.node)]
    later = {id(node) for statement in rest for node in scope.walk(statement)}
    if not all(id(use) in later for use in view.uses(inner.node.name)):
        return False
    mine = view.locals - inner.locals - {inner.node.name}
    for name in inner.everything():
        if not isinstance(name, ast.Name) or name.id not in mine:
            continue
        above = view.parents[name]
        if name.id == view.self_name:
            if not isinstance(above, ast.Attribute) or not keeping.settled_attribute(view, above):
                return False
            continue
        stored = any(not isinstance(use.ctx, ast.Load) and id(use) in later for use in view.uses(name.id))
        if stored or changing.changed_in(view, name.id, inner.node):
            return False
    return True


def _answers_once(view: FunctionView, brief: Brief, inner: FunctionView) -> bool:
    """Return whether the outer function asks only once, or only reads the answers."""
    asked = [view.parents[use] for use in view.uses(inner.node.name) if inner.node not in view.above(use)]
    if not all(isinstance(call, ast.Call) and isinstance(call.func, ast.Name) for call in asked):
        return False
    if len(asked) == 1 and not keeping.in_loop(view, asked[0]):
        return True
    calls = [call for call in asked if isinstance(call, ast.Call)]
    return sharing.gives_shared(inner, brief) or all(sharing.only_read(view, call) for call in calls)


def grouped(view: FunctionView, brief: Brief) -> Iterator[Rewrite]:
    """Group what each level of a recursion searches once."""
    if keeper.first_statement(view) is None:
        return
    found = recursion_of(view, brief, kept=False)
    if found is None:
        return
    for scan in scans(view):
        if not _same_at_each_level(view, scan, found.handed_on) or not unprotected(scan):
            continue
        index = view.fresh(f"{short_name(scan.iter)}_by_{_word(scan)}", f"{short_name(scan.iter)}_index")
        edits = Edits(view)
        use_index(edits, scan, index)
        try:
            changed = view_of(splice(view, edits.result()), view.qualname)
        except ValueError:
            continue
        again = None if changed is None else recursion_of(changed, brief, kept=False)
        first = None if changed is None else keeper.first_statement(changed)
        if changed is None or again is None or first is None:
            continue
        inner = changed.fresh("answer", f"{view.node.name.strip('_')}_of")
        whole = [
            *build_lines(view, view, scan, index, view.source(scan.iter)),
            "",
            *plain_inner_function(again, inner),
            "",
            f"return {inner}({', '.join(again.varying)})",
        ]
        edits = Edits(changed)
        indent = changed.indent(first)
        start, end = changed.line_starts[first.lineno - 1], changed.span(changed.node.body[-1])[1]
        edits.replace_span(start, end, "\n".join(f"{indent}{line}" if line else "" for line in whole))
        yield from made(changed, edits, f"group {view.source(scan.iter)} once for all levels", scan.iter.lineno)


def _same_at_each_level(view: FunctionView, scan: Scan, handed_on: tuple[str, ...]) -> bool:
    if not isinstance(scan.iter, ast.Name) or scan.iter.id not in handed_on:
        return False
    free = {name for e in scan.equalities for name in free_names(e.key)} - scan.names
    return not free & (view.locals - set(handed_on))


def _word(scan: Scan) -> str:
    key = scan.equalities[0].key
    return "value" if isinstance(key, ast.Name) else short_name(key)


RULES = (Rule(SEARCHING, grouped), Rule(INNER, kept_inner))
