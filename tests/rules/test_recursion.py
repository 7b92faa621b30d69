"""Recursion with a dictionary of answers: the same results, errors and depth as before."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.rules.recursion import RULES

OWN, ASKED = RULES

FIB = """\
def f(n):
    if n < 2:
        return n
    return f(n - 1) + f(n - 2)
"""

ALIGN = """\
class Aligner:
    def __init__(self, gap):
        self.gap = gap
        self.seen = []

    def score(self, a, b):
        value = self._walk(a, b)
        self.seen.append(value)
        return value

    def _walk(self, a: str, b: str) -> int:
        '''Best score of two rests.'''
        if not a or not b:  # one is used up
            return self.gap * (len(a) + len(b))
        both = self._walk(a[1:], b[1:]) + (1 if a[0] == b[0] else -1)
        return max(
            both,
            self._walk(a[1:], b) + self.gap,
            self._walk(a, b=b[1:]) + self.gap,
        )
"""

MEMBERS = """\
def _collect(groups, name, trail):
    if name in trail:
        raise ValueError(" > ".join(trail + [name]))
    members = []
    for entry in groups[name]:
        if entry.startswith("@"):
            members = members + _collect(groups, entry[1:], trail + [name])
        else:
            members.append(entry)
    result = []
    for m in members:
        if m not in result:
            result.append(m)
    return result


def f(groups, names):
    return [_collect(groups, name, []) for name in names]
"""

KNAPSACK = """\
def f(items, room):
    if not items:
        return 0
    weight, value = items[0]
    without = f(items[1:], room)
    if weight > room:
        return without
    return max(without, value + f(items[1:], room - weight))
"""

GAME = """\
def wins(piles, takes=(1, 2)):
    for index, height in enumerate(piles):
        for take in takes:
            if take <= height and not wins(piles[:index] + (height - take,) + piles[index + 1 :], takes):
                return True
    return False


def f(piles):
    return wins(tuple(piles))
"""

VISITING = """\
def cost(parts, name, visiting):
    if name in visiting:
        raise RuntimeError("cycle at " + name)
    visiting.add(name)
    total = 1
    for part in parts.get(name, ()):
        total += cost(parts, part, visiting)
    visiting.discard(name)
    return total


def f(parts, name):
    return cost(parts, name, set())
"""


def _same(rewriting, rule, text, qualname, args, called=None):
    made = rewriting.modules_of(rule, text, qualname)
    assert made
    for new in made:
        after = rewriting.outcome(rewriting.function_of(new, called or qualname), args)
        assert after == rewriting.outcome(rewriting.function_of(text, called or qualname), args)


GROUPS = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.sampled_from(["@a", "@b", "@c", "@d", "@e", "x", "y"]), max_size=4), max_size=4
)


@settings(deadline=None)
@given(st.integers(-3, 12))
def test_two_branches_over_a_number(rewriting, n):
    """The textbook case would give other numbers."""
    _same(rewriting, OWN, FIB, "f", (n,))


@settings(max_examples=40, deadline=None)
@given(st.text("AB", max_size=5), st.text("AB", max_size=5), st.sampled_from([-2, -1]))
def test_a_method_over_the_rests_of_two_texts(rewriting, a, b, gap):
    """Rests of different texts that look alike would be mixed up, or state would change."""
    _same(rewriting, OWN, ALIGN, "Aligner._walk", ((gap,), a, b), "Aligner.score")


@settings(max_examples=80, deadline=None)
@given(GROUPS, st.lists(st.sampled_from("abcde"), max_size=3))
def test_a_trail_that_finds_cycles(rewriting, groups, names):
    """A cycle would go unnoticed, or be reported with another path."""
    _same(rewriting, OWN, MEMBERS, "_collect", (groups, names), "f")


@settings(max_examples=80, deadline=None)
@given(GROUPS, st.sampled_from("abcde"))
def test_a_shared_set_that_finds_cycles(rewriting, parts, name):
    """A cycle would go unnoticed, or a part would count as being visited for ever."""
    parts = {k: [p.strip("@") for p in v] for k, v in parts.items()}
    _same(rewriting, OWN, VISITING, "cost", (parts, name), "f")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=6), st.integers(0, 12))
def test_the_rest_of_a_list_is_told_by_its_length(rewriting, items, room):
    """Lists can't be keys: the commonest recursion at work would be left slow."""
    _same(rewriting, OWN, KNAPSACK, "f", (items, room))
    assert "len(items)" in rewriting.modules_of(OWN, KNAPSACK)[0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=3))
def test_tuples_put_together_anew(rewriting, piles):
    """A game position would get the answer of another one."""
    _same(rewriting, OWN, GAME, "wins", (piles,), "f")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 14), max_size=5))
def test_a_recursion_asked_in_a_loop_keeps_its_answers_over_the_loop(rewriting, numbers):
    """Each round of the loop would work out the same answers again."""
    text = FIB.replace("f(", "fib(") + "\n\ndef f(numbers):\n    return [fib(n) for n in numbers]\n"
    _same(rewriting, ASKED, text, "f", (numbers,))


def test_the_depth_that_can_be_reached_stays(rewriting):
    """Input that just fitted would end in RecursionError."""
    (made,) = rewriting.modules_of(OWN, FIB)
    depth = sys.getrecursionlimit() - 200
    assert rewriting.function_of(made)(depth) > 0


def test_exponential_becomes_linear(rewriting):
    """The rewrite would not be worth it."""
    (made,) = rewriting.modules_of(OWN, FIB)
    assert rewriting.function_of(made)(90) == 2880067194370816120


REFUSED = {
    "it counts its calls": (
        "n_calls = [0]\n\n\ndef f(n):\n    n_calls[0] += 1\n    return n if n < 2 else f(n - 1) + f(n - 2)\n"
    ),
    "it has a memo already": (
        "def f(n, memo=None):\n    memo = memo if memo is not None else {}\n    if n in memo:\n        return memo[n]\n"
        "    memo[n] = n if n < 2 else f(n - 1, memo) + f(n - 2, memo)\n    return memo[n]\n"
    ),
    "it is decorated": (
        "from functools import lru_cache\n\n\n@lru_cache(None)\ndef f(n):\n"
        "    return n if n < 2 else f(n - 1) + f(n - 2)\n"
    ),
    "it walks a tree": "def f(node):\n    return 1 + sum(f(child) for child in node['children'])\n",
    "it goes one way": "def f(n):\n    return 1 if n < 2 else n * f(n - 1)\n",
    "it is a generator": "def f(n):\n    if n:\n        yield from f(n - 1)\n        yield from f(n - 2)\n",
    "answers are put into answers": "def f(n):\n    if n < 1:\n        return []\n    return [f(n - 1), f(n - 2)]\n",
    "a cycle ends quietly": (
        "def f(graph, node, trail):\n    if node in trail:\n        return 0\n"
        "    return 1 + sum(f(graph, n, trail + [node]) for n in graph[node])\n"
    ),
}


@pytest.mark.parametrize("why", [w for w in REFUSED if w != "a cycle ends quietly"])
def test_recursion_that_does_more_than_compute_is_left_alone(rewriting, why):
    """Counters would stop counting, or a memo would be put upon a memo."""
    assert rewriting.modules_of(OWN, REFUSED[why]) == []


def test_a_trail_that_changes_the_answer_is_part_of_the_key(rewriting):
    """The answer for one way to a node would be given for another way, on which a cycle ends sooner."""
    text = REFUSED["a cycle ends quietly"]
    graph = {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}
    for made in rewriting.modules_of(OWN, text):
        assert rewriting.function_of(made)(graph, "a", []) == rewriting.function_of(text)(graph, "a", [])


def test_a_list_that_each_level_searches_is_grouped_once(rewriting):
    """A tree of rows that name their parents would be searched whole for each of its nodes."""
    text = (
        "def f(rows, parent=None, depth=0):\n"
        '    below = sorted([r for r in rows if r["parent"] == parent], key=lambda r: r["at"])\n'
        "    found = []\n"
        "    for row in below:\n"
        '        found.append((depth, row["id"]))\n'
        '        found.extend(f(rows, row["id"], depth + 1))\n'
        "    return found\n"
    )
    after, steps = rewriting.combined(text)
    assert steps["BRN127"] == 1
    rows = [{"id": n, "parent": (n - 1) // 2 if n else None, "at": -n} for n in range(9)]
    for args in ((rows,), (rows, 1), (rows, 1, 4), ([],)):
        assert rewriting.outcome(rewriting.function_of(after), args) == rewriting.outcome(
            rewriting.function_of(text), args
        )


def test_an_inner_recursion_that_looks_at_what_changes_is_left_alone(rewriting):
    """An answer would be kept that depends on how far the outer function has come."""
    text = (
        "def f(items):\n"
        "    limit = 0\n\n"
        "    def best(i):\n"
        "        return 0 if i > limit else max(best(i + 1), items[i] + best(i + 2))\n\n"
        "    found = []\n"
        "    for limit in range(len(items)):\n"
        "        found.append(best(0))\n"
        "    return found\n"
    )
    assert "BRN813" not in rewriting.combined(text)[1]
