"""The cards of `burner.rules.leaving`: what people read of these rules, and the modules they are tested by."""

from __future__ import annotations

from burner.rules.card import Card

FLAG = Card(
    id="BRN185",
    name="flag-without-break",
    family="leaving",
    summary="leave a loop when its answer is known",
    condition="the rest of the rounds would only compute and set the same flag again; no later element makes them fail",
    example_before="""\
def f(rows, wanted):
    found = False
    for row in rows:
        for tag in row["tags"]:
            if tag.lower() == wanted:
                found = True
    return found
""",
    example_after="""\
def f(rows, wanted):
    found = False
    for row in rows:
        for tag in row["tags"]:
            if tag.lower() == wanted:
                return True
    return found
""",
    refuses=(
        """\
def f(rows):
    bad = False
    for row in rows:
        if row < 0:
            bad = True
        if row > 1000:
            raise ValueError(row)
    return bad
""",
        """\
def f(rows):
    last = None
    found = False
    for row in rows:
        last = row
        if row < 0:
            found = True
    return found, last
""",
        """\
def f(rows):
    rising = True
    for one, other in zip(rows, rows[1:]):
        if other < one:
            rising = False
        else:
            rising = True
    return rising
""",
        """\
def f(rows):
    found = False
    for row in rows:
        if row.pop() < 0:
            found = True
    return found
""",
    ),
)

ANYTHING = Card(
    id="BRN186",
    name="list-for-truth",
    family="leaving",
    summary="stop at the first element that counts where a list is built only to ask whether anything is in it",
    condition="elements and tests only compute; no later element makes them fail",
    example_before="""\
def f(orders, customer):
    late = [order for order in orders if order["customer"] == customer and order["days"] > 30]
    if len(late) > 0:
        return "blocked"
    return "open"
""",
    example_after="""\
def f(orders, customer):
    late = any(True for order in orders if order["customer"] == customer and order["days"] > 30)
    if late:
        return "blocked"
    return "open"
""",
    refuses=(
        """\
def f(orders):
    late = [order for order in orders if order > 30]
    if late:
        return len(late)
    return 0
""",
        """\
def f(stacks):
    return any([stack.pop() for stack in stacks])
""",
        """\
def f(orders):
    return len([order for order in orders if order > 30]) > 1
""",
        """\
def f(lines):
    rest = iter(lines)
    quoted = any([line.startswith(">") for line in rest])
    return quoted, list(rest)
""",
    ),
)
