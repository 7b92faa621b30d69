"""What the rules of `burner.rules.ordering` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

KEPT_SORTED = Card(
    id="BRN165",
    name="sort-of-growing-list",
    family="ordering",
    summary="keep a growing list in order instead of sorting it again each time",
    condition="The list only grows in the loop; where others see its order, a second list beside it is kept in order.",
    example_before="""\
def f(rows):
    seen = []
    out = []
    for row in rows:
        seen.append(row)
        ordered = sorted(seen)
        out.append(ordered[len(ordered) // 2])
    return out
""",
    example_after="""\
from bisect import insort


def f(rows):
    seen = []
    out = []
    for row in rows:
        insort(seen, row)
        ordered = seen
        out.append(ordered[len(ordered) // 2])
    return out
""",
    refuses=(
        """\
def f(rows):
    seen = []
    out = []
    for row in rows:
        seen.append(row)
        out.append(sorted(seen)[0])
        seen.reverse()
    return out, seen
""",
        """\
def f(rows):
    seen = []
    out = []
    for row in rows:
        seen.append(row)
        out.append(sorted(seen))
    return out
""",
        """\
def f(rows):
    seen = []
    for row in rows:
        seen.append(row)
    return sorted(seen)
""",
        """\
def f(rows):
    seen = []
    out = []
    for row in rows:
        seen.append(row)
        out.append((sorted(seen)[0], sorted(seen, key=abs)[0]))
    return out
""",
    ),
)
