"""The cards of the families about containers, loops, text and sorting: their examples and their refusals."""

from __future__ import annotations

import ast

import pytest

from burner.rules import aggregation, joins, loops, membership, ordering, queues, sorting, strings, visited, windows
from burner.rules.catalogue import RULES as ALL

FAMILIES = (membership, visited, joins, strings, queues, loops, ordering, sorting, windows, aggregation)
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
    for made in rewriting.modules_of(rule, rule.card.example_before, qualname_of(rule.card.example_before)):
        ast.parse(made, feature_version=(3, 9))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_container_rule_does_not_find_its_own_work_again(rewriting, rule):
    """A combination of rewrites would never come to an end."""
    assert rewriting.modules_of(rule, rule.card.example_after, qualname_of(rule.card.example_after)) == []


def test_every_rule_has_an_id_and_a_name_of_its_own():
    """`burner rule ID` would show the wrong page."""
    assert len({rule.card.id for rule in ALL}) == len(ALL) == len({rule.card.name for rule in ALL})
