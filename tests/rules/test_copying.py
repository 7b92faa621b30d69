"""Cheaper copies: the same values, and as private as before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.rules.copying import RULES
from burner.rules.rebuilding import RULES as REBUILDING_RULES

NEEDLESS, SHAPE, PLAIN = RULES
REBUILT, SLOT = REBUILDING_RULES

FIELD = """\
import copy


class Field:
    def __init__(self, cells):
        self.cells = [list(row) for row in cells]
        self.ages = {"start": 0}

    def grow(self, rounds):
        seen = []
        for _ in range(rounds):
            before = copy.deepcopy(self.cells)
            for row in self.cells:
                row.append(len(row))
            seen.append((before, copy.deepcopy(self.ages)))
            self.ages["start"] += 1
        return seen
"""

JSON = """\
import json


def f(stock, moves):
    seen = []
    for name in moves:
        seen.append(json.loads(json.dumps(stock)))
        stock.setdefault(name, []).append(len(seen))
    return seen
"""

PLAIN_TEXT = """\
from copy import deepcopy


def f(record, times):
    copies = [deepcopy(record) for _ in range(times)]
    if isinstance(record, dict):
        record["more"] = 1
    return copies
"""

REBUILDING = """\
def f(pairs):
    best = {}
    seen = set()
    for key, value in pairs:
        if key in best and best[key] > value:
            continue
        best = {**best, key: value}
        seen = seen | {value}
        best = best | {len(best): key}
    return best, sorted(map(str, seen))
"""

PLAIN_DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=3)
    | st.floats(allow_nan=False)
    | st.tuples(st.integers()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
        | st.frozensets(st.integers())
    ),
    max_leaves=8,
)


def _same(rewriting, rule, text, qualname, args, types=None):
    made = rewriting.modules_of(rule, text, qualname, types)
    assert made
    for new in made:
        before = rewriting.outcome(rewriting.function_of(text, qualname), args)
        assert rewriting.outcome(rewriting.function_of(new, qualname), args) == before


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(), max_size=3), max_size=3), st.integers(0, 3))
def test_attributes_of_known_shape_are_copied_level_by_level(rewriting, cells, rounds):
    """A later change of the original would show in the copy."""
    _same(rewriting, SHAPE, FIELD, "Field.grow", ((cells,), rounds))


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from("ab"), st.lists(st.integers(), max_size=2)),
    st.lists(st.sampled_from("abc"), max_size=3),
)
def test_a_round_trip_through_json_is_a_copy(rewriting, stock, moves):
    """The snapshot would change with the original."""
    _same(rewriting, SHAPE, JSON, "f", (stock, moves), {"stock": "dict[str, list[int]]"})


@settings(max_examples=60, deadline=None)
@given(PLAIN_DATA, st.integers(0, 2))
def test_plain_data_of_any_shape_is_copied(rewriting, record, times):
    """Some type in the data would not be copied, or become another."""
    _same(rewriting, PLAIN, PLAIN_TEXT, "f", (record, times))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_private_containers_are_changed_in_place(rewriting, pairs):
    """The order of keys or the values would be others."""
    _same(rewriting, REBUILT, REBUILDING, "f", (pairs,))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_lists_in_a_private_dictionary_grow_in_place(rewriting, pairs):
    """A list would lack an item, or the groups come in another order."""
    text = (
        "def f(pairs):\n    seen = {}\n    tops = []\n    for key, value in pairs:\n"
        "        seen[key] = seen.get(key, []) + [value]\n        tops.append(max(seen[key]))\n"
        "    for key in seen:\n        tops.append(len(seen[key]))\n    return tops, sorted(seen.items())\n"
    )
    _same(rewriting, SLOT, text, "f", (pairs,))


def test_a_copy_that_is_only_read_is_not_made(rewriting):
    """Time would be spent on copies that nobody needs."""
    text = (
        "import copy\n\n\nclass Plan:\n    def __init__(self, prices):\n        self.prices = prices\n\n"
        "    def total(self, names):\n        return sum(copy.deepcopy(self.prices)[n] for n in names)\n"
    )
    _same(rewriting, NEEDLESS, text, "Plan.total", (({"a": 1},), ["a", "a"]))
    _same(rewriting, NEEDLESS, text, "Plan.total", (({"a": 1},), ["a", "b"]))


REFUSED = {
    "the round trip changes keys": (SHAPE, JSON, {"stock": "dict[int, list[int]]"}),
    "the round trip changes tuples": (SHAPE, JSON, {"stock": "dict[str, tuple[int, int]]"}),
    "nothing is known of the shape": (SHAPE, JSON, {}),
    "stages are kept": (
        REBUILT,
        (
            "def f(xs):\n    d = {}\n    out = []\n    for x in xs:\n        d = {**d, x: 1}\n"
            "        out.append(d)\n    return out\n"
        ),
        {},
    ),
    "it is gone through while it is rebuilt": (
        REBUILT,
        "def f(n):\n    d = {0: 0}\n    for k in d:\n        d = {**d, k + 1: 1}\n    return d\n",
        {},
    ),
    "a list is looked at before and after": (
        SLOT,
        (
            "def f(rows):\n    d = {}\n    for k, v in rows:\n        old = d.get(k, [])\n"
            "        d[k] = d.get(k, []) + [v]\n"
            "        if old != d[k]:\n            return k\n    return d\n"
        ),
        {},
    ),
    "a list is gone through while it grows": (
        SLOT,
        (
            "def f(rows):\n    d = {0: [1]}\n    for k in rows:\n        for v in d[0]:\n"
            "            d[0] = d[0] + [v]\n    return d\n"
        ),
        {},
    ),
    "it is the caller's": (REBUILT, "def f(d, xs):\n    for x in xs:\n        d = {**d, x: 1}\n    return d\n", {}),
    "an inner function holds it": (
        REBUILT,
        "def f(xs):\n    d = {}\n    g = lambda: d\n    for x in xs:\n        d = {**d, x: 1}\n    return g()\n",
        {},
    ),
    "the copy is handed out": (
        NEEDLESS,
        "import copy\n\n\ndef f(t, n):\n    return [copy.deepcopy(t) for _ in range(n)]\n",
        {},
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_copies_that_are_needed_stay(rewriting, why):
    """Someone else would see changes that were private before."""
    rule, text, types = REFUSED[why]
    assert rewriting.modules_of(rule, text, "f", types) == []
