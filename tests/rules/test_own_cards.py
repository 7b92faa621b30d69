"""The cards of the families that keep answers, copy less, count faster: their examples and their refusals."""

from __future__ import annotations

import ast

import pytest

from burner.rules import (
    arrays,
    copying,
    divisors,
    inlining,
    leaving,
    memo,
    nesting,
    numbers,
    parsing,
    patterns,
    primes,
    rebuilding,
    recursion,
    vectors,
)

FAMILIES = (
    inlining,
    leaving,
    memo,
    nesting,
    recursion,
    parsing,
    patterns,
    copying,
    rebuilding,
    divisors,
    primes,
    numbers,
    arrays,
    vectors,
)
RULES = [rule for family in FAMILIES for rule in family.RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_the_example_of_a_card_is_what_the_rule_makes(rewriting, rule):
    """A user would read an example on the rule's page that burner does not produce."""
    assert rule.card.example_after in rewriting.modules_of(rule, rule.card.example_before)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_rule_refuses_what_its_card_says_it_refuses(rewriting, rule):
    """A user would wait for versions that are known to be wrong or slower."""
    assert len(rule.card.refuses) >= 3
    assert [made for text in rule.card.refuses for made in rewriting.modules_of(rule, text)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_rewrite_is_valid_for_python_3_9(rewriting, rule):
    """A user of an older project Python would get versions that do not parse there."""
    found = rewriting.modules_of(rule, rule.card.example_before)
    assert found
    for made in found:
        ast.parse(made, feature_version=(3, 9))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_rule_does_not_find_its_own_work_again(rewriting, rule):
    """A combination of rewrites would pile up caches over caches."""
    assert rewriting.modules_of(rule, rule.card.example_after) == []
