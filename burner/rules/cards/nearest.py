"""What the rules of `burner.rules.nearest` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

KNOWN = Card(
    id="BRN183",
    name="walk-to-nearest-known",
    family="nearest",
    summary="find for all places at once the nearest one before or after that passes a test",
    condition="The test is the same for all places, and the list does not change in the loop.",
    example_before="""\
def f(xs):
    filled = []
    for i, x in enumerate(xs):
        j = i
        while j >= 0 and xs[j] is None:
            j -= 1
        filled.append(xs[j] if j >= 0 else 0)
    return filled
""",
    example_after="""\
def f(xs):
    filled = []
    last_xs = []
    known = -1
    for place, item in enumerate(xs):
        if item is not None:
            known = place
        last_xs.append(known)
    for i, x in enumerate(xs):
        j = last_xs[i]
        filled.append(xs[j] if j >= 0 else 0)
    return filled
""",
    refuses=(
        """\
def f(xs):
    for i, x in enumerate(xs):
        j = i
        while j >= 0 and xs[j] is None:
            j -= 1
        xs[i] = xs[j] if j >= 0 else 0
    return xs
""",
        """\
def f(xs):
    out = []
    for i, x in enumerate(xs):
        j = i - 1
        while j >= 0 and xs[j] != x:
            j -= 1
        out.append(i - j)
    return out
""",
        """\
def f(xs, ys):
    out = []
    for i, y in enumerate(ys):
        j = i
        while j >= 0 and xs[j] is None:
            j -= 1
        out.append(j)
    return out
""",
    ),
)
GREATER = Card(
    id="BRN184",
    name="walk-to-next-greater",
    family="nearest",
    summary="find for all places at once the nearest greater (or less) element, by a stack of those that wait",
    condition="The order is total, and the list does not change in the loop.",
    example_before="""\
def f(xs):
    waits = []
    for i, x in enumerate(xs):
        wait = None
        for j in range(i + 1, len(xs)):
            if xs[j] > x:
                wait = j - i
                break
        waits.append(wait)
    return waits
""",
    example_after="""\
def f(xs):
    waits = []
    next_xs = [len(xs)] * len(xs)
    waiting = []
    for place, item in enumerate(xs):
        key = item
        while waiting and key > waiting[-1][0]:
            next_xs[waiting.pop()[1]] = place
        waiting.append((key, place))
    for i, x in enumerate(xs):
        wait = None
        j = next_xs[i]
        if j < len(xs):
            wait = j - i
        waits.append(wait)
    return waits
""",
    refuses=(
        """\
def f(xs):
    waits = []
    for i, x in enumerate(xs):
        for j in range(i + 1, len(xs)):
            if xs[j] > x + 1:
                waits.append(j - i)
                break
    return waits
""",
        """\
def f(xs):
    waits = []
    for i, x in enumerate(xs):
        for j in range(i + 1, len(xs)):
            if xs[j] > x:
                waits.append(j - i)
    return waits
""",
        """\
def f(xs):
    waits = []
    for i, x in enumerate(xs):
        for j in range(i + 1, len(xs)):
            if xs[j] > x:
                xs[j] = x
                waits.append(j - i)
                break
    return waits
""",
    ),
)
