"""Loops that are left early and lists that are not built: the same results, and nothing that is done is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.rules.leaving import RULES

FLAG, ANYTHING = RULES

LEFT = {
    "one loop is broken off": (
        (
            "def f(ns):\n    big = False\n    for n in ns:\n        if n > 3:\n            big = True\n"
            "    return (big, len(ns))\n"
        ),
        "            big = True\n            break\n",
    ),
    "the function returns what it set": (
        (
            "def f(ns):\n    rising = True\n    for i in range(len(ns)):\n        for j in range(i):\n"
            "            if ns[j] > ns[i]:\n                rising = False\n                break\n    return rising\n"
        ),
        "            if ns[j] > ns[i]:\n                return False\n    return rising\n",
    ),
    "names of one round": (
        (
            "def f(ns):\n    seen = 0\n    odd = None\n    for at, n in enumerate(ns):\n        left = n % 3\n"
            "        seen += 1\n        if left == at % 3:\n            odd = 'yes'\n    return [odd, ns]\n"
        ),
        "            odd = 'yes'\n            break\n",
    ),
    "a round that is skipped": (
        (
            "def f(ns):\n    best = None\n    for low in ns:\n        total = 0\n        fits = True\n"
            "        for n in ns:\n            if n < low:\n                fits = False\n            else:\n"
            "                total += n - low\n        if not fits:\n            continue\n"
            "        if best is None or total < best[0]:\n            best = (total, low)\n    return best\n"
        ),
        "                fits = False\n                break\n",
    ),
    "a loop that counts by itself": (
        (
            "def f(ns):\n    at = 0\n    found = False\n    while at < len(ns):\n        if ns[at] < 0:\n"
            "            found = True\n        at += 1\n    return found\n"
        ),
        "            return True\n        at += 1\n",
    ),
}

ASKED = {
    "any of a list": (
        "def f(ns):\n    return any([n > 3 for n in ns]) or all([n < 0 for n in ns if n])\n",
        "any(n > 3 for n in ns)",
    ),
    "a list that is tested": (
        "def f(ns):\n    if [n for n in ns if n > 3] and not [n for n in ns if n < 0]:\n        return 1\n    return 0\n",
        "if any(True for n in ns if n > 3) and",
    ),
    "a count that is compared": (
        "def f(ns):\n    return sum(1 for n in ns if n > 3) > 0, len([n for n in ns if n < 0]) == 0\n",
        "any(True for n in ns if n > 3),",
    ),
    "nothing is counted": (
        "def f(ns):\n    none = len([n for n in ns if n < 0]) == 0\n    return none\n",
        "none = not any(True for n in ns if n < 0)\n",
    ),
    "a list with a name": (
        (
            "def f(ns):\n    low = [n for n in ns if n < 0]\n    if len(low) == 0 and ns:\n        return 'fine'\n"
            "    return 'low' if low else ''\n"
        ),
        (
            "    low = any(True for n in ns if n < 0)\n    if (not low) and ns:\n        return 'fine'\n"
            "    return 'low' if low else ''\n"
        ),
    ),
}


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [(FLAG, *LEFT[name]) for name in LEFT] + [(ANYTHING, *ASKED[name]) for name in ASKED],
    ids=[*LEFT, *ASKED],
)
def test_what_becomes_of_it(rewriting, rule, text, expected):
    """A loop would go on, or its version give another answer."""
    found = rewriting.modules_of(rule, text)
    assert any(expected in one for one in found)

    @settings(max_examples=80, deadline=None, database=None)
    @given(st.lists(st.integers(-3, 6), max_size=6))
    def check(numbers):
        for one in found:
            before, after = rewriting.function_of(text), rewriting.function_of(one)
            assert rewriting.outcome(after, (numbers,)) == rewriting.outcome(before, (numbers,))

    check()


LEFT_ALONE = {
    "the loop prints": "for n in ns:\n        print(n)\n        if n:\n            found = True\n    return found",
    "the loop collects": "for n in ns:\n        seen.append(n)\n        if n:\n            found = True\n    return found",
    "another answer": "for n in ns:\n        found = True\n        if n:\n            found = False\n    return found",
    "a name that is read on": "for n in ns:\n        if n:\n            found = True\n    return found, n",
    "two answers": "other = False\n    for n in ns:\n        if n > 1:\n            other = True\n        if n:\n"
    "            found = True\n    return found, other",
    "an iterator that is read on": "rest = iter(ns)\n    for n in rest:\n        if n:\n            found = True\n"
    "    return found, list(rest)",
    "a loop with an else": "for n in ns:\n        if n:\n            found = True\n    else:\n        found = 2\n"
    "    return (found, 1)",
    "it is left already": "for n in ns:\n        if n:\n            found = True\n            break\n    return found",
    "a sum that is read in the next round": "total = 0\n    for low in ns:\n        found = False\n        for n in ns:\n"
    "            if n < low:\n                found = True\n            total += n\n        if found:\n"
    "            continue\n    return total",
    "a name of an inner function": "def ask():\n        return found\n    for n in ns:\n        if n:\n"
    "            found = True\n    return ask(), found",
}


@pytest.mark.parametrize("body", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_loops_that_are_left_alone(rewriting, body):
    """What a loop does would be done no more."""
    text = f"def f(ns):\n    seen = []\n    found = False\n    {body}\n"
    assert rewriting.modules_of(FLAG, text) == []


WHOLE = {
    "the list is used": "low = [n for n in ns if n]\n    if low:\n        return low\n    return None",
    "the list is bound again": "low = [n for n in ns if n]\n    low = low or None\n    return bool(low)",
    "the count is used": "return len([n for n in ns if n]) > 2",
    "what is asked changes something": "return any([ns.remove(n) for n in list(ns)])",
    "all of it is asked": "if [n for n in ns]:\n        return 1\n    return 0",
}


@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE)
def test_lists_that_are_left_alone(rewriting, body):
    """A list would be missing where it is needed."""
    assert rewriting.modules_of(ANYTHING, f"def f(ns):\n    {body}\n") == []
