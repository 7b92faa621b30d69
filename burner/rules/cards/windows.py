"""What the rules of `burner.rules.windows` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

CUT = Card(
    id="BRN176",
    name="sum-of-window",
    family="windows",
    summary="take the sum and length of a window from running sums",
    condition="The elements are whole numbers, the list does not change in the loop, and its bounds are not negative.",
    example_before="""\
def f(xs: list[int], k: int):
    out = []
    for i in range(len(xs)):
        window = xs[max(0, i - k):i + k + 1]
        out.append(sum(window) // len(window))
    return out
""",
    example_after="""\
from itertools import accumulate


def f(xs: list[int], k: int):
    out = []
    xs_sums = list(accumulate(xs, initial=0))
    for i in range(len(xs)):
        start = min(max(0, i - k), len(xs))
        stop = max(start, min(i + k + 1, len(xs)))
        out.append((xs_sums[stop] - xs_sums[start]) // (stop - start))
    return out
""",
    refuses=(
        """\
def f(xs: list[float], k: int):
    out = []
    for i in range(len(xs)):
        window = xs[i:i + k]
        out.append(sum(window) / len(window))
    return out
""",
        """\
def f(xs: list[int], k: int):
    out = []
    for i in range(len(xs)):
        window = xs[i:i + k]
        out.append((sum(window), window))
    return out
""",
        """\
def f(xs: list[int], k: int):
    out = []
    for i in range(len(xs)):
        window = xs[i - k:i]
        out.append(sum(window))
    return out
""",
    ),
)
WALKED = Card(
    id="BRN177",
    name="sum-of-walked-window",
    family="windows",
    summary="take the sum that a loop makes of neighbours from running sums",
    condition="The elements are whole numbers, the list does not change in the loop, and all places lie in the list.",
    example_before="""\
def f(xs: list[int], k: int):
    out = []
    for i in range(len(xs)):
        total = 0
        count = 0
        for j in range(i - k, i + k + 1):
            if 0 <= j < len(xs):
                total += xs[j]
                count += 1
        out.append(total // count)
    return out
""",
    example_after="""\
from itertools import accumulate


def f(xs: list[int], k: int):
    out = []
    xs_sums = list(accumulate(xs, initial=0))
    for i in range(len(xs)):
        total = 0
        count = 0
        start = max(0, i - k)
        stop = min(i + k + 1, len(xs))
        if start < stop:
            total += xs_sums[stop] - xs_sums[start]
            count += stop - start
        out.append(total // count)
    return out
""",
    refuses=(
        """\
def f(xs: list[float], k: int):
    out = []
    for i in range(len(xs)):
        total = 0
        for j in range(i, i + k):
            if 0 <= j < len(xs):
                total += xs[j]
        out.append(total)
    return out
""",
        """\
def f(xs: list[int], k: int):
    out = []
    for i in range(len(xs)):
        total = 0
        for j in range(i - k, i):
            total += xs[j]
        out.append(total)
    return out
""",
        """\
def f(xs: list[int], k: int):
    out = []
    for i in range(len(xs)):
        total = 0
        for j in range(i, i + k):
            if 0 <= j < len(xs) and xs[j] > 0:
                total += xs[j]
        out.append(total)
    return out
""",
    ),
)
