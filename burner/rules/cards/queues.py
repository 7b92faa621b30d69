"""What the rules of `burner.rules.queues` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

GROW = Card(
    id="BRN141",
    name="list-grown-by-copying",
    family="queues",
    summary="append or extend in place instead of building a new list each time",
    condition="The list was made in this function, and nobody holds the older copies. A list that each turn of a loop"
    " makes of the elements so far (`xs[:i + 1]`) counts where neither these nor what is read of them changes.",
    example_before="""\
def f(rows):
    out = []
    for row in rows:
        out = out + [row * 2]
    return out
""",
    example_after="""\
def f(rows):
    out = []
    for row in rows:
        out.append(row * 2)
    return out
""",
    refuses=(
        """\
def f(xs: list):
    steps = []
    for i in range(len(xs)):
        so_far = xs[:i + 1]
        steps.append(so_far)
    return steps
""",
        """\
def f(rows):
    for i, row in enumerate(rows):
        ns = [r["n"] for r in rows[:i + 1]]
        row["n"] = sum(ns)
    return rows
""",
        """\
def f(xs, k):
    out = []
    for i in range(len(xs)):
        if xs[i] == k:
            continue
        scaled = [x * 2 for x in xs[:i + 1]]
        out.append(sum(scaled))
    return out
""",
        """\
def f(xs):
    out = []
    for i in range(len(xs)):
        scaled = [x * i for x in xs[:i + 1]]
        out.append(sum(scaled))
    return out
""",
        """\
def f(rows, out):
    for row in rows:
        out = out + [row]
    return out
""",
        """\
def f(rows):
    out = []
    steps = []
    for row in rows:
        out = out + [row]
        steps.append(out)
    return steps
""",
        """\
def f(rows):
    base = rows
    for row in list(rows):
        base = base + [row]
    return base
""",
        """\
def f(rows):
    total = 0
    for row in rows:
        total = total + row
    return total
""",
        """\
def f(rows):
    out = [0]
    for x in out:
        if x < 5:
            out = out + [x + 1]
    return out
""",
    ),
)
GROW_IN_DICT = Card(
    id="BRN142",
    name="dict-of-lists-grown-by-copying",
    family="queues",
    summary="let lists in a dict grow in place",
    condition="The dict was made in this function, and nobody holds the older copies of its lists.",
    example_before="""\
def f(rows):
    groups = {}
    for key, value in rows:
        groups[key] = groups.get(key, []) + [value]
    return groups
""",
    example_after="""\
def f(rows):
    groups = {}
    for key, value in rows:
        groups.setdefault(key, []).append(value)
    return groups
""",
    refuses=(
        """\
def f(groups, rows):
    for key, value in rows:
        groups[key] = groups.get(key, []) + [value]
    return groups
""",
        """\
def f(rows):
    groups = {}
    for key, value in rows:
        groups[key] = groups.get(key, [0]) + [value]
    return groups
""",
        """\
def f(rows):
    groups = {}
    out = []
    for key, value in rows:
        groups[key] = groups.get(key, []) + [value]
        out.append(groups[key])
    return out
""",
    ),
)
PREPEND = Card(
    id="BRN143",
    name="insert-at-front",
    family="queues",
    summary="append and reverse once instead of inserting at the front each time",
    condition="The list is not read before the loop is over.",
    example_before="""\
def f(rows):
    out = []
    for row in rows:
        out.insert(0, row)
    return out
""",
    example_after="""\
def f(rows):
    out = []
    for row in rows:
        out.append(row)
    out.reverse()
    return out
""",
    refuses=(
        """\
def f(rows):
    out = []
    for row in rows:
        out.insert(0, row)
        print(out)
    return out
""",
        """\
def f(rows):
    out = []
    for row in rows:
        out.insert(1, row)
    return out
""",
        """\
def f(rows):
    out = []
    for row in rows:
        out.insert(0, row)
        out.append(row)
    return out
""",
        """\
def f(out, rows):
    for row in rows:
        out.insert(0, row)
    return out
""",
    ),
)
QUEUE = Card(
    id="BRN144",
    name="list-as-queue",
    family="queues",
    summary="use a deque for a list that is emptied from the front",
    condition="The list was made in this function and is used only as a queue.",
    example_before="""\
def f(start, graph):
    queue = [start]
    order = []
    while queue:
        node = queue.pop(0)
        order.append(node)
        queue.extend(graph.get(node, []))
    return order
""",
    example_after="""\
from collections import deque


def f(start, graph):
    queue = deque([start])
    order = []
    while queue:
        node = queue.popleft()
        order.append(node)
        queue.extend(graph.get(node, []))
    return order
""",
    refuses=(
        """\
def f(queue):
    while queue:
        queue.pop(0)
""",
        """\
def f(xs):
    queue = list(xs)
    while queue:
        queue.pop(0)
        queue.sort()
""",
        """\
def f(xs):
    queue = list(xs)
    while queue:
        queue.pop(0)
        print(queue[:2])
""",
        """\
def f(xs):
    queue = list(xs)
    while queue:
        queue.pop(0)
        print(queue)
""",
        """\
def f(xs):
    queue = list(xs)
    while queue:
        queue.pop()
""",
    ),
)
FLATTEN = Card(
    id="BRN145",
    name="sum-of-lists",
    family="queues",
    summary="flatten lists in one pass instead of adding them up",
    condition="All parts are lists.",
    example_before="""\
def f(lists):
    return sum(lists, [])
""",
    example_after="""\
def f(lists):
    return [item for part in lists for item in part]
""",
    refuses=(
        """\
def f(xs):
    return sum(xs)
""",
        """\
def f(xs):
    return sum(xs, [0])
""",
        """\
def f(xs):
    return sum(xs, ())
""",
        """\
def sum(a, b):
    return a


def f(xs):
    return sum(xs, [])
""",
    ),
)
