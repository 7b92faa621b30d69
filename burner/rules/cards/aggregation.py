"""What the rules of `burner.rules.aggregation` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

PREFIXES = Card(
    id="BRN171",
    name="sum-of-slices",
    family="aggregation",
    summary="take sums of parts of a list from running sums",
    condition="The elements are whole numbers, and the list does not change in the loop.",
    example_before="""\
def f(xs: list[int]):
    return [sum(xs[:i + 1]) for i in range(len(xs))]
""",
    example_after="""\
from itertools import accumulate


def f(xs: list[int]):
    xs_sums = list(accumulate(xs, initial=0))
    return [xs_sums[i + 1] for i in range(len(xs))]
""",
    refuses=(
        """\
def f(xs: list[float]):
    return [sum(xs[:i]) for i in range(len(xs))]
""",
        """\
def f(xs: list[int], i):
    return sum(xs[:i])
""",
        """\
def f(xs: list[int]):
    return [sum(xs[::i]) for i in range(1, len(xs))]
""",
        """\
def f(xs: list[int]):
    for i in range(len(xs)):
        xs[i] = sum(xs[:i])
    return xs
""",
        """\
def f(xs: list[int], ends):
    return [sum(xs[:ends.pop()]) for i in range(len(ends))]
""",
    ),
)
EXTREME = Card(
    id="BRN172",
    name="extreme-of-slices",
    family="aggregation",
    summary="compute running maxima or minima once",
    condition="The order is total, and the list does not change in the loop.",
    example_before="""\
def f(xs):
    out = []
    for i in range(len(xs)):
        out.append(max(xs[:i + 1]))
    return out
""",
    example_after="""\
from itertools import accumulate


def f(xs):
    out = []
    xs_maxs = list(accumulate(xs, max))
    for i in range(len(xs)):
        out.append(xs_maxs[i])
    return out
""",
    refuses=(
        """\
def f(xs):
    return [max(xs[:i]) for i in range(1, len(xs))]
""",
        """\
def f(xs, n):
    return [max(xs[:i + 1]) for i in range(n)]
""",
        """\
def f(xs):
    return [max(xs[i:i + 3]) for i in range(len(xs))]
""",
    ),
)
GROWING = Card(
    id="BRN173",
    name="total-of-growing-list",
    family="aggregation",
    summary="keep the sum or extreme of a growing list in step",
    condition=(
        "The list only grows by appends of whole numbers (or of values with a total order), and is not empty where "
        "its extreme is asked."
    ),
    example_before="""\
def f(rows: list[int]):
    kept = []
    for row in rows:
        if sum(kept) < 100:
            kept.append(row)
    return kept
""",
    example_after="""\
def f(rows: list[int]):
    kept = []
    kept_sum = 0
    for row in rows:
        if kept_sum < 100:
            kept.append(row)
            kept_sum += row
    return kept
""",
    refuses=(
        """\
def f(rows):
    kept = []
    for row in rows:
        if sum(kept) < 9:
            kept.append(row)
            kept.pop(0)
    return kept
""",
        """\
def f(rows):
    kept = []
    for row in rows:
        if sum(kept) < 9:
            note(kept)
    return kept
""",
        """\
def f(rows):
    for row in rows:
        if sum(rows) < 9:
            return row
    return None
""",
    ),
)
TOTAL = Card(
    id="BRN174",
    name="sum-loop",
    family="aggregation",
    summary="let sum add up whole numbers",
    condition="The elements are whole numbers.",
    example_before="""\
def f(xs: list[int]):
    total = 0
    for x in xs:
        total += x
    return total
""",
    example_after="""\
def f(xs: list[int]):
    total = 0
    total += sum(xs)
    return total
""",
    refuses=(
        """\
def f(xs: list[float]):
    total = 0
    for x in xs:
        total += x
    return total
""",
        """\
def f(xs: list[int]):
    total = 0
    for x in xs:
        total += x
    return total, x
""",
        """\
def f(xs):
    total = 0
    for x in xs:
        total += x
    return total
""",
    ),
)
COUNTS = Card(
    id="BRN175",
    name="count-loop",
    family="aggregation",
    summary="count with one look-up instead of a test and an update",
    condition="The counter is a plain dict.",
    example_before="""\
def f(rows):
    counts = {}
    for row in rows:
        if row in counts:
            counts[row] += 1
        else:
            counts[row] = 1
    return counts
""",
    example_after="""\
def f(rows):
    counts = {}
    for row in rows:
        counts[row] = counts.get(row, 0) + 1
    return counts
""",
    refuses=(
        """\
def f(rows):
    counts = {}
    for row in rows:
        if row in counts:
            counts[row] += 1
        else:
            counts[row] = 2
    return counts
""",
        """\
def f(rows):
    counts = {}
    for row in rows:
        if row in counts:
            counts[row] -= 1
        else:
            counts[row] = 1
    return counts
""",
        """\
def f(rows, row):
    counts = {}
    if row in counts:
        counts[row] += 1
    else:
        counts[row] = 1
    return counts
""",
    ),
)
