"""Values that ordinary tests don't show, on which a rewrite would give another answer than the code did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from burner.rules import catalogue

RULES = {rule.card.id: rule for rule in catalogue.RULES}
NAN = float("nan")

LABELS = """\
def label(value):
    written = str(value)
    return "".join(c for c in written if c != ".") + "/" + written


def f(values):
    return [label(value) for value in values]
"""

GUARDED_FIELD = """\
def f(orders, customers):
    found = []
    for order in orders:
        found.append([c["name"] for c in customers if c["home"] and c["home"]["city"] == order])
    return found
"""

SKIPPED_KIND = """\
def f(targets, events):
    found = []
    for target in targets:
        total = 0
        for event in events:
            if event["type"] != "click":
                continue
            if event["target"] == target:
                total += event["weight"]
        found.append(total)
    return found
"""

CONSTANT_KIND = """\
def f(targets, events):
    return [sum(1 for e in events if e["type"] == "click" and e["target"] == target) for target in targets]
"""

KIND_THEN_BODY = """\
def f(wanted, events):
    found = []
    for kind, number in wanted:
        for event in events:
            if event["kind"] == kind and event["body"]["id"] == number:
                found.append(event["body"])
    return found
"""

GUARDED_VALUE = """\
def f(orders, customers):
    found = []
    for order in orders:
        for customer in customers:
            if order["home"] is not None and customer["city"] == order["home"]["city"]:
                found.append(customer["name"])
    return found
"""

HELPER_ASKS_FIRST = """\
def find(users, owner):
    if owner is None:
        return None
    for user in users:
        if user["id"] == owner["id"]:
            return user
    return None


def f(users, owners):
    return [find(users, owner) for owner in owners]
"""

EITHER = """\
def f(teams, matches):
    found = []
    for team in teams:
        played = 0
        for m in matches:
            if m["home"] is not None and m["home"]["id"] == team or m["away"] is not None and m["away"]["id"] == team:
                played += 1
        found.append(played)
    return found
"""

FIRST_FEW = """\
def f(rows, count):
    return sorted(rows, key=lambda row: row[0])[:count]
"""

NOT_MORE = """\
def f(values, limits):
    return [sum(1 for value in values if value <= limit) for limit in limits]
"""

EXTREMES = """\
def f(values):
    return [max(values[i:]) for i in range(len(values))]
"""

DEFAULTS = """\
import copy


def f(settings, names):
    own = copy.deepcopy(settings)
    for name in names:
        own["first"][name] = 1
    return own
"""

ASKED_LAST = """\
def f(values, limits):
    return [value for value in values if value > 0 and value < max(limits)]
"""

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
TYPES = {"settings": "dict[str, dict[str, int]]", "names": "list[str]"}


@pytest.mark.parametrize(
    ("text", "args"),
    [
        (LABELS, ([0.0, -0.0, 1, True, 1.0],)),
        (LABELS, ([Decimal("1.0"), Decimal("1.00")],)),
        (LABELS, ([NOON, NOON.astimezone(timezone(timedelta(hours=2)))],)),
        (GUARDED_FIELD, (["a"], [{"home": None}, {"home": {"city": "a"}, "name": "x"}])),
        (SKIPPED_KIND, ([1], [{"type": "view"}, {"type": "click", "target": 1, "weight": 2}])),
        (CONSTANT_KIND, ([1], [{"type": "view"}, {"type": "click", "target": 1}])),
        (KIND_THEN_BODY, ([("a", 1)], [{"kind": "b", "body": None}, {"kind": "a", "body": {"id": 1}}])),
        (GUARDED_VALUE, ([{"home": None}], [{"city": "a", "name": "x"}])),
        (HELPER_ASKS_FIRST, ([{"id": 1}], [None, {"id": 1}])),
        (EITHER, ([1], [{"home": None, "away": {"id": 1}}])),
        (FIRST_FEW, ([(2, "a"), (1, "b"), (3, "c")], -1)),
        (NOT_MORE, ([NAN, 1.0, 2.0, NAN, 0.5], [1.0, 3.0, NAN])),
        (EXTREMES, ([0.0, -0.0, 0.0],)),
        (ASKED_LAST, ([0, -1], [])),
    ],
    ids=lambda value: value.split("(")[0][4:] if isinstance(value, str) else None,
)
def test_what_ordinary_tests_do_not_show(rewriting, text, args):
    """A wrong version passes tests that hold no such value, and is called faster."""
    original = rewriting.function_of(text)
    expected = rewriting.outcome(original, args)
    for rule in catalogue.RULES:
        for made in rewriting.modules_of(rule, text):
            assert rewriting.outcome(rewriting.function_of(made), args) == expected, made


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (LABELS, "BRN801"),
        (GUARDED_FIELD, "BRN121"),
        (SKIPPED_KIND, "BRN121"),
        (CONSTANT_KIND, "BRN121"),
        (KIND_THEN_BODY, "BRN121"),
        (FIRST_FEW, "BRN162"),
        (NOT_MORE, "BRN164"),
    ],
)
def test_the_gain_is_not_given_up(rewriting, text, rule):
    """The functions with such values would stay slow."""
    assert rewriting.modules_of(RULES[rule], text)


def test_one_dictionary_under_two_keys_stays_one(rewriting):
    """Settings that share their defaults would be torn apart by a cheaper copy."""
    original = rewriting.function_of(DEFAULTS)
    for rule in ("BRN841", "BRN842"):
        for made in rewriting.modules_of(RULES[rule], DEFAULTS, types=TYPES):
            for function in (original, rewriting.function_of(made)):
                shared = {"limit": 0}
                assert function({"first": shared, "second": shared}, ["x"])["second"] == {"limit": 0, "x": 1}, made
                assert shared == {"limit": 0}


def test_a_number_of_elements_that_may_be_none_is_left_alone(rewriting):
    """`rows[:None]` are all rows; `heapq.nsmallest(None, rows)` is an error."""
    text = FIRST_FEW.replace("count):", "count=None):")
    assert not rewriting.modules_of(RULES["BRN162"], text)
