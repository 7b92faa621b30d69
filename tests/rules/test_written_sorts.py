"""Sorts as people write them out, and what becomes of them: the same result, ties and arguments on any input."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from burner.rules import taking, written_sorts

RULES = (*written_sorts.RULES, *taking.RULES)
small = st.integers(-3, 6)
ints = st.lists(small, max_size=8)
word = st.text("ab", max_size=2)


def rows(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[list[dict[str, object]]]:
    """Lists of dicts with these fields."""
    return st.lists(st.fixed_dictionaries(fields), max_size=8)


WRITTEN = {
    "bubble": (
        "BRN168",
        """\
def f(rows):
    rows = list(rows)
    n = len(rows)
    for i in range(n):
        for j in range(n - 1 - i):
            if rows[j]["score"] < rows[j + 1]["score"]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return rows
""",
        (rows(score=small, name=word),),
    ),
    "bubble2": (
        "BRN168",
        """\
def f(values):
    result = values[:]
    swapped = True
    while swapped:
        swapped = False
        for i in range(len(result) - 1):
            if result[i] > result[i + 1]:
                result[i], result[i + 1] = result[i + 1], result[i]
                swapped = True
    return result
""",
        (ints,),
    ),
    "bubble3": (
        "BRN168",
        """\
def f(a):
    n = len(a)
    for i in range(n - 1):
        swapped = False
        for j in range(0, n - i - 1):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
                swapped = True
        if not swapped:
            break
    return a
""",
        (ints,),
    ),
    "insertion": (
        "BRN168",
        """\
def f(rows):
    out = []
    for r in rows:
        pos = 0
        while pos < len(out) and out[pos]["due"] <= r["due"]:
            pos += 1
        out.insert(pos, r)
    return out
""",
        (rows(due=small, name=word),),
    ),
    "insertion2": (
        "BRN168",
        """\
def f(values):
    out = []
    for v in values:
        for i, w in enumerate(out):
            if v < w:
                out.insert(i, v)
                break
        else:
            out.append(v)
    return out
""",
        (ints,),
    ),
    "insplace": (
        "BRN168",
        """\
def f(a):
    a = list(a)
    for i in range(1, len(a)):
        x = a[i]
        j = i - 1
        while j >= 0 and a[j] > x:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = x
    return a
""",
        (ints,),
    ),
    "insswap": (
        "BRN168",
        """\
def f(a):
    for i in range(1, len(a)):
        j = i
        while j > 0 and a[j - 1]["n"] > a[j]["n"]:
            a[j - 1], a[j] = a[j], a[j - 1]
            j -= 1
    return a
""",
        (rows(n=small, name=word),),
    ),
    "selplace": (
        "BRN168",
        """\
def f(a):
    n = len(a)
    for i in range(n):
        m = i
        for j in range(i + 1, n):
            if a[j] < a[m]:
                m = j
        if m != i:
            a[i], a[m] = a[m], a[i]
    return a
""",
        (ints,),
    ),
    "exchange": (
        "BRN168",
        """\
def f(a):
    a = a[:]
    for i in range(len(a) - 1):
        for j in range(i + 1, len(a)):
            if a[i] > a[j]:
                t = a[i]
                a[i] = a[j]
                a[j] = t
    return a
""",
        (ints,),
    ),
    "selection": (
        "BRN169",
        """\
def f(items):
    items = list(items)
    out = []
    while items:
        k = 0
        for i in range(1, len(items)):
            if items[i] < items[k]:
                k = i
        out.append(items.pop(k))
    return out
""",
        (ints,),
    ),
    "taken": (
        "BRN169",
        """\
def f(tasks):
    pending = [t for t in tasks if t["open"]]
    order = []
    while len(pending) > 0:
        k = 0
        for i in range(len(pending)):
            if pending[i]["p"] > pending[k]["p"]:
                k = i
        order.append(pending.pop(k)["name"])
    return order
""",
        (rows(p=small, name=word, open=st.booleans()),),
    ),
    "schedule": (
        "BRN169",
        """\
def f(tasks):
    order = []
    pending = list(tasks)
    while pending:
        best = pending[0]
        for t in pending:
            if t["priority"] < best["priority"]:
                best = t
        order.append(best["name"])
        pending.remove(best)
    return order
""",
        (rows(priority=small, name=word),),
    ),
    "top_n": (
        "BRN169",
        """\
def f(items, n):
    items = list(items)
    out = []
    for _ in range(n):
        if not items:
            break
        m = max(items)
        items.remove(m)
        out.append(m)
    return out
""",
        (ints, st.integers(0, 9)),
    ),
    "insertion_before_ties": (
        "BRN168",
        """\
def f(rows):
    placed = []
    for row in rows:
        place = 0
        while place < len(placed) and placed[place]["due"] < row["due"]:
            place += 1
        placed.insert(place, row)
    return placed
""",
        (rows(due=small, name=word),),
    ),
    "insertion_falling": (
        "BRN168",
        """\
def f(rows):
    placed = []
    for row in rows:
        place = 0
        while place < len(placed) and placed[place]["due"] > row["due"]:
            place += 1
        placed.insert(place, row)
    return placed
""",
        (rows(due=small, name=word),),
    ),
    "insertion_by_range": (
        "BRN168",
        """\
def f(rows):
    placed = []
    for row in rows:
        for k in range(len(placed)):
            if row["due"] >= placed[k]["due"]:
                placed.insert(k, row)
                break
        else:
            placed.append(row)
    return placed
""",
        (rows(due=small, name=word),),
    ),
    "last_of_ties": (
        "BRN169",
        """\
def f(rows):
    rows = [row for row in rows if row["due"]]
    out = []
    while rows:
        k = 0
        for i in range(1, len(rows)):
            if rows[i]["due"] <= rows[k]["due"]:
                k = i
        out.append(rows.pop(k))
    return out, len(rows)
""",
        (rows(due=small, name=word),),
    ),
    "greatest_with_key": (
        "BRN169",
        """\
def f(rows, n):
    rest = list(rows)
    out = []
    while rest and len(out) < n:
        best = max(rest, key=lambda row: row["due"])
        out.append(best["name"])
        rest.remove(best)
    return out, len(rest)
""",
        (rows(due=small, name=word), st.integers(0, 9)),
    ),
}
"""By name: the rule, a function `f`, and its arguments."""


@pytest.mark.parametrize("name", WRITTEN)
def test_what_becomes_of_it_does_the_same(rewriting, name):
    """Ties would leave in another order, the caller's list would not be sorted, or a sort nobody knows be left slow."""
    wanted, source, arguments = WRITTEN[name]
    rule = next(rule for rule in RULES if rule.card.id == wanted)
    made = rewriting.modules_of(rule, source)
    assert len(made) == 1
    original, version = (rewriting.function_of(text) for text in (source, made[0]))

    @settings(
        max_examples=500,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(*arguments))
    def check(args):
        assert rewriting.outcome(version, args) == rewriting.outcome(original, args), made[0]

    check()


REFUSED = {
    "too few rounds": "def f(a):\n    for i in range(3):\n        for j in range(len(a) - 1):\n            if a[j] > a[j + 1]:\n"
    "                a[j], a[j + 1] = a[j + 1], a[j]\n    return a\n",
    "the last is left out": "def f(a):\n    for i in range(1, len(a) - 1):\n        j = i\n        while j > 0 and a[j] < a[j - 1]:\n"
    "            a[j], a[j - 1] = a[j - 1], a[j]\n            j -= 1\n    return a\n",
    "the first is left out": "def f(a):\n    for i in range(1, len(a)):\n        j = i\n        while j > 1 and a[j] < a[j - 1]:\n"
    "            a[j], a[j - 1] = a[j - 1], a[j]\n            j -= 1\n    return a\n",
    "the place is used later": "def f(rows):\n    out = []\n    for r in rows:\n        p = 0\n        while p < len(out) and out[p] <= r:\n"
    "            p += 1\n        out.insert(p, r)\n    return out, p\n",
    "what is placed is another thing": "def f(rows):\n    out = []\n    for r in rows:\n        p = 0\n        while p < len(out) and out[p] <= r:\n"
    "            p += 1\n        out.insert(p, -r)\n    return out\n",
    "another name sees the list": "def f(rows):\n    rest = list(rows)\n    seen = rest\n    out = []\n    while rest:\n"
    "        first = min(rest)\n        rest.remove(first)\n        out.append((first, list(seen)))\n    return out\n",
    "some are not walked": "def f(rows):\n    rest = list(rows)\n    out = []\n    while rest:\n        first = rest[0]\n"
    "        for row in rest[2:]:\n            if row < first:\n                first = row\n        rest.remove(first)\n"
    "        out.append(first)\n    return out\n",
    "the rest is returned": "def f(rows):\n    rest = list(rows)\n    while len(rest) > 2:\n        first = min(rest)\n        rest.remove(first)\n"
    "    return rest\n",
    "keys of two lists": "def f(a, b):\n    for i in range(len(a)):\n        for j in range(len(a) - 1):\n            if b[j] > b[j + 1]:\n"
    "                a[j], a[j + 1] = a[j + 1], a[j]\n    return a\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sort_is_left_alone(rewriting, name):
    """A user would wait for versions that are wrong, and trust the rule less."""
    for rule in RULES:
        assert rewriting.modules_of(rule, REFUSED[name]) == []
