"""The cards of the families about containers, loops, text and sorting: their examples and their refusals."""

from __future__ import annotations

import ast

import pytest

from burner.rules import (
    aggregation,
    bisecting,
    counting,
    cutting,
    eithers,
    heaps,
    helper_joins,
    hoisting,
    inner_recursion,
    intervals,
    joins,
    loops,
    membership,
    nearest,
    ordering,
    pairs,
    queues,
    sorting,
    strings,
    taking,
    totals,
    uniqueness,
    visited,
    walks,
    windows,
    written_sorts,
)
from burner.rules.catalogue import RULES as ALL

FAMILIES = (
    membership,
    visited,
    joins,
    eithers,
    heaps,
    inner_recursion,
    intervals,
    strings,
    taking,
    totals,
    cutting,
    nearest,
    walks,
    queues,
    loops,
    ordering,
    pairs,
    sorting,
    windows,
    written_sorts,
    aggregation,
    bisecting,
    counting,
    helper_joins,
    hoisting,
    uniqueness,
)
RULES = [rule for family in FAMILIES for rule in family.RULES]


def qualname_of(text):
    """The function that a card is about: `f`, or the method `f` of its class."""
    owners = [node.name for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    return f"{owners[0]}.f" if owners else "f"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_the_example_of_a_container_card_is_what_the_rule_makes(rewriting, rule):
    """A user would read an example on the rule's page that burner does not produce."""
    assert rule.card.example_after in rewriting.modules_of(
        rule, rule.card.example_before, qualname_of(rule.card.example_before)
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_container_rule_refuses_what_its_card_says_it_refuses(rewriting, rule):
    """A user would wait for versions that are known to be wrong or slower."""
    assert len(rule.card.refuses) >= 3
    assert [made for text in rule.card.refuses for made in rewriting.modules_of(rule, text, qualname_of(text))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_container_rewrite_is_valid_for_python_3_9(rewriting, rule):
    """A user of an older project Python would get versions that do not parse there."""
    found = rewriting.modules_of(rule, rule.card.example_before, qualname_of(rule.card.example_before))
    assert found
    for made in found:
        ast.parse(made, feature_version=(3, 9))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_container_rule_does_not_find_its_own_work_again(rewriting, rule):
    """A combination of rewrites would never come to an end."""
    assert rewriting.modules_of(rule, rule.card.example_after, qualname_of(rule.card.example_after)) == []


def test_every_rule_has_an_id_and_a_name_of_its_own():
    """`burner rule ID` would show the wrong page."""
    assert len({rule.card.id for rule in ALL}) == len(ALL) == len({rule.card.name for rule in ALL})


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.card.id)
def test_a_combination_ends(rewriting, rule):
    """A user would get a version that builds the same dictionary twenty times, once for each time the rule found its own work."""
    for text in (rule.card.example_before, rule.card.example_after, *rule.card.refuses):
        _, steps = rewriting.combined(text, qualname_of(text))
        assert max(steps.values(), default=0) <= 3, steps


def test_one_dictionary_of_places_serves_two_searches(rewriting):
    """Two calls of `index` on one list would build two dictionaries, and their fall-backs more of them."""
    text = (
        "def f(legs: list, stops: list):\n"
        "    return [(stops.index(leg['from']), stops.index(leg['to'])) for leg in legs]\n"
    )
    assert rewriting.combined(text)[1] == {"BRN104": 1}


def test_a_list_made_anew_in_each_round_gets_its_set_there(rewriting):
    """The set would be built of a name that nothing is bound to yet, and the version would crash."""
    text = (
        "def f(rooms, seats: list, booked: list):\n"
        "    out = []\n"
        "    for room in rooms:\n"
        "        taken = []\n"
        "        for item in booked:\n"
        "            if item[0] == room:\n"
        "                taken.append(item[1])\n"
        "        out.append([s for s in seats if s not in taken])\n"
        "    return out\n"
    )
    after, steps = rewriting.combined(text)
    assert steps["BRN101"] == 1
    args = (["a", "b"], [1, 2, 3], [("a", 1), ("b", 3)])
    assert rewriting.outcome(rewriting.function_of(after), args) == rewriting.outcome(rewriting.function_of(text), args)
