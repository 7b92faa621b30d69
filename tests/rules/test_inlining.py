"""Helpers that are written out: the same results, the same order of evaluation, and names that mean the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.rules.inlining import RULES

(SMALL,) = RULES

SIGN = "def sign(n):\n    if n < 0:\n        return -1\n    if n == 0:\n        return 0\n    return 1\n\n\n"
NORM = "def norm(text):\n    return text.strip().lower()\n\n\n"
GAP = (
    "def gap(a, b):\n    across = a[0] - b[0]\n    up = a[1] - b[1]\n    if up < 0:\n        return across\n"
    "    return across * across + up * up\n\n\n"
)
BETWEEN = "def between(low, n, high):\n    return low <= n and n <= high\n\n\n"

WRITTEN_OUT = {
    "a choice brackets itself": (
        SIGN + "def f(ns):\n    return [sign(n) * 2 for n in ns]\n",
        "[(-1 if n < 0 else (0 if n == 0 else 1)) * 2 for n in ns]",
    ),
    "an argument that is used once, first": (
        NORM + "def f(words):\n    return {norm(word + '!'): norm(word[1:]) for word in words}\n",
        "{(word + '!').strip().lower(): word[1:].strip().lower() for word in words}",
    ),
    "other arguments get names before the statement": (
        GAP + "def f(spots):\n    return_ = []\n    for i in range(1, len(spots)):\n"
        "        return_.append(1)\n        d = gap(spots[i], spots[i - 1])\n        return_.append(d)\n    return return_\n",
        (
            "        a = spots[i]\n        b = spots[i - 1]\n        across = a[0] - b[0]\n        up = a[1] - b[1]\n"
            "        d = across if up < 0 else across * across + up * up\n"
        ),
    ),
    "names of the function are not taken": (
        GAP + "def f(spots):\n    a = across = 7\n    total = 0\n    for spot in spots:\n"
        "        if gap(spot, spots[0]) > a:\n            total += across\n    return total\n",
        "        b = spots[0]\n        across_2 = spot[0] - b[0]\n",
    ),
    "keywords in any order": (
        BETWEEN + "def f(ns):\n    return [n for n in ns if between(n=n, high=5, low=-1)]\n",
        "[n for n in ns if (-1) <= n and n <= 5]",
    ),
    "the inner of two calls stays for the next round": (
        NORM + "def f(words):\n    return [norm(norm(word)) for word in words]\n",
        "[norm(word).strip().lower() for word in words]",
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN_OUT.values(), ids=WRITTEN_OUT)
def test_what_is_written(rewriting, text, expected):
    """Versions would be hard to read, or not what the helper computes."""
    (made,) = rewriting.modules_of(SMALL, text)
    assert expected in made


LEFT_ALONE = {
    "called once": SIGN + "def f(n):\n    return sign(n)\n",
    "a name that means something else": "def top(n):\n    return max(n, 0)\n\n\n"
    "def f(ns):\n    max = 3\n    return [top(n) + max for n in ns]\n",
    "another order of evaluation": "def turned(a, b):\n    return b, a\n\n\n"
    "def f(words):\n    found = []\n    while len(words) > 1:\n"
    "        found.append(turned(words.pop(), words.pop()))\n    return found\n",
    "what is called is found first": (
        "def twice(n):\n    return n + n\n\n\n"
        "def f(ns):\n    found = []\n    for _ in ns:\n        found += (ns.pop() and list)(twice(ns.pop()))\n    return found\n"
    ),
    "an argument that may be skipped": "def either(a, b):\n    return a or b\n\n\n"
    "def f(words):\n    return [either(word, words.pop()) for word in words[:3]]\n",
    "a condition that is not the first": BETWEEN + "def f(ns):\n    found = 0\n    for n in ns:\n        if n:\n"
    "            found += 1\n        elif between(ns[0], n, ns[-1]):\n            found += 2\n    return found\n",
    "a test that is asked anew": BETWEEN
    + "def f(ns):\n    while between(ns[0], 3, ns[-1]):\n        ns.pop()\n    return ns\n",
    "a name that an inner function changes": "def twice(n):\n    return n + n\n\n\n"
    "def f(ns):\n    at = 0\n\n    def step():\n        nonlocal at\n        at += 1\n        return at\n\n"
    "    return [twice(at) + step() for _ in ns]\n",
    "more than an expression": "def first(words):\n    for word in words:\n        return word\n    return ''\n\n\n"
    "def f(lines):\n    return [first(line) for line in lines]\n",
    "too few arguments": BETWEEN + "def f(ns):\n    return [between(0, n) for n in ns]\n",
    "a helper that is bound again": SIGN + "sign = abs\n\n\ndef f(ns):\n    return [sign(n) for n in ns]\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_left_alone(rewriting, text):
    """A version would be proposed that evaluates otherwise."""
    assert rewriting.modules_of(SMALL, text) == []


small = st.integers(-3, 6)
ARGUMENTS = {
    "a choice brackets itself": st.lists(small, max_size=5),
    "an argument that is used once, first": st.lists(st.text("aB ", max_size=4), max_size=4),
    "other arguments get names before the statement": st.lists(st.tuples(small, small), max_size=5),
    "names of the function are not taken": st.lists(st.tuples(small, small), max_size=5),
    "keywords in any order": st.lists(small, max_size=5),
    "the inner of two calls stays for the next round": st.lists(st.text("aB ", max_size=4), max_size=4),
}


@pytest.mark.parametrize("name", WRITTEN_OUT)
def test_the_same_results(rewriting, name):
    """A user would get another result."""
    text = WRITTEN_OUT[name][0]
    before, after = rewriting.function_of(text), rewriting.function_of(rewriting.modules_of(SMALL, text)[0])

    @settings(max_examples=60, deadline=None, database=None)
    @given(ARGUMENTS[name])
    def check(argument):
        assert rewriting.outcome(after, (argument,)) == rewriting.outcome(before, (argument,))

    check()


def test_answers_that_are_kept_come_first(rewriting):
    """A helper whose answers come again would be written out, and computed each time."""
    text = (
        "def slug(title):\n    return '-'.join(title.lower().split())\n\n\n"
        "def f(rows):\n    return [slug(row['title']) for row in rows]\n"
    )
    _, applied = rewriting.combined(text)
    assert applied["BRN801"] == 1
    assert applied["BRN871"] == 0
