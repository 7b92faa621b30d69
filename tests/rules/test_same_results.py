"""Every rule on inputs by chance: the example of its card and what the rule makes of it do the same, 500 times."""

from __future__ import annotations

import ast
import importlib.util
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from burner.rules.catalogue import RULES

EXAMPLES = 500

small = st.integers(-3, 6)
ints = st.lists(small, max_size=7)
some = st.lists(small, min_size=1, max_size=7)
keys = st.one_of(small, st.sampled_from(["a", "b", ""]), st.booleans(), st.none())
values = st.lists(keys, max_size=7)
word = st.text("ab1;", max_size=4)
words = st.lists(word, max_size=6)
pairs = st.lists(st.tuples(small, small), max_size=6)
things = st.lists(st.builds(SimpleNamespace, name=st.sampled_from("abc")), max_size=5)
names = st.lists(st.sampled_from("abcd"), max_size=5)
numbers = st.lists(st.floats(-4, 4, width=16), min_size=1, max_size=6)


def rows(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[list[dict[str, object]]]:
    """Lists of dicts with these fields."""
    return st.lists(st.fixed_dictionaries(fields), max_size=5)


acyclic = st.lists(st.lists(st.integers(1, 5), max_size=2), min_size=6, max_size=6).map(
    lambda steps: {node: [node + step for step in nexts if node + step < 6] for node, nexts in enumerate(steps)}
)
tree = st.lists(st.integers(0, 5), max_size=6).map(
    lambda above: [{"id": n, "parent": up if up < n else None, "name": f"n{n}"} for n, up in enumerate(above)]
)
task = st.fixed_dictionaries({"priority": small, "name": word, "then": st.just([])})
tasks = st.lists(
    st.fixed_dictionaries({"priority": small, "name": word, "then": st.lists(task, max_size=2)}), max_size=4
)
same_length = st.integers(1, 6).flatmap(
    lambda n: st.tuples(*(st.lists(st.floats(-4, 4, width=16), min_size=n, max_size=n) for _ in "ab"))
)

ARGUMENTS = {
    "BRN101": (values, values),
    "BRN102": (values,),
    "BRN103": (values,),
    "BRN104": (values, values),
    "BRN105": (values,),
    "BRN106": (st.dictionaries(keys, small, max_size=5), keys),
    "BRN107": (values, keys),
    "BRN108": (acyclic,),
    "BRN109": (st.text("x\n ", max_size=12),),
    "BRN121": (rows(id=small, customer_id=small), rows(id=small, name=word, active=st.booleans())),
    "BRN122": (rows(key=keys),),
    "BRN123": (things, names),
    "BRN124": (values,),
    "BRN125": (st.tuples(things), names),
    "BRN126": (
        names,
        rows(home=st.sampled_from("abc"), away=st.sampled_from("abc"), home_goals=small, away_goals=small),
    ),
    "BRN127": (tree,),
    "BRN128": (rows(name=word, amount=small), words),
    "BRN131": (words,),
    "BRN132": (word,),
    "BRN133": (word,),
    "BRN134": (word, word),
    "BRN135": (st.lists(st.sampled_from(["01a", "02bc", "00", "1", "-1", "03abc"]), max_size=6).map("".join),),
    "BRN141": (ints,),
    "BRN142": (pairs,),
    "BRN143": (values,),
    "BRN144": (st.integers(0, 5), acyclic),
    "BRN145": (st.lists(ints, max_size=5),),
    "BRN151": (words, word),
    "BRN152": (words,),
    "BRN153": (ints,),
    "BRN154": (ints,),
    "BRN155": (values,),
    "BRN161": (some,),
    "BRN162": (words,),
    "BRN163": (ints,),
    "BRN164": (ints, ints),
    "BRN165": (ints,),
    "BRN166": (rows(part=st.sampled_from("ab"), price=small), st.sampled_from("ab")),
    "BRN167": (tasks,),
    "BRN168": (rows(due=small, name=word),),
    "BRN169": (rows(due=small, name=word),),
    "BRN171": (ints,),
    "BRN172": (ints,),
    "BRN173": (st.lists(st.integers(-60, 60), max_size=7),),
    "BRN174": (ints,),
    "BRN175": (values,),
    "BRN176": (ints, st.integers(0, 4)),
    "BRN177": (ints, st.integers(0, 4)),
    "BRN178": (ints,),
    "BRN179": (rows(day=small, amount=small), ints),
    "BRN181": (rows(**{"from": small, "to": small}), ints),
    "BRN182": (ints, st.lists(st.tuples(small, small), max_size=8)),
    "BRN183": (st.lists(st.none() | small, max_size=8),),
    "BRN184": (ints,),
    "BRN185": (rows(tags=st.lists(st.sampled_from("aAb"), max_size=3)), st.sampled_from("ab")),
    "BRN186": (rows(customer=st.sampled_from("ab"), days=st.integers(28, 33)), st.sampled_from("ab")),
    "BRN801": (rows(title=st.text("aB ", max_size=5)),),
    "BRN802": (rows(day=st.sampled_from(["01 Mar 2024", "31 Feb 2024", "2 Apr 1999", ""])),),
    "BRN803": (rows(price=st.sampled_from([" 1.5", "2", "x"]), pieces=small),),
    "BRN804": (names, rows(on=st.text("abA, ", max_size=6), title=word)),
    "BRN811": (st.integers(-1, 9), st.lists(st.integers(1, 4), max_size=3).map(tuple)),
    "BRN812": (st.lists(st.integers(0, 40), max_size=4),),
    "BRN813": (st.text("ab", max_size=5), st.text("ab", max_size=5)),
    "BRN821": (st.one_of(st.dates().map(lambda day: day.strftime("%d.%m.%Y")), st.text("0123. ", max_size=10)),),
    "BRN831": (words,),
    "BRN832": (words, words),
    "BRN841": (st.integers(1, 4), st.integers(0, 4)),
    "BRN842": (rows(id=small, tags=names, name=word),),
    "BRN843": (st.dictionaries(small, small, max_size=5), ints),
    "BRN844": (pairs,),
    "BRN845": (pairs,),
    "BRN851": (st.integers(-5, 300),),
    "BRN852": (st.integers(-5, 300),),
    "BRN853": (st.integers(-5, 120),),
    "BRN854": (st.integers(0, 10**6), st.integers(0, 10**6)),
    "BRN855": (st.lists(st.one_of(small, st.floats(-2, 2)), max_size=6),),
    "BRN856": (small, st.integers(-2, 20), small),
    "BRN857": (st.lists(st.integers(), max_size=5),),
    "BRN861": (ints,),
    "BRN862": (numbers, st.floats(-4, 4, width=16)),
    "BRN863": (numbers, st.floats(-4, 4, width=16)),
    "BRN864": (same_length, st.floats(-4, 4, width=16)),
    "BRN871": (pairs,),
}
"""What `f` of each card's example is tried on; of a method, the arguments of its class come first."""
PAIRED = frozenset({"BRN864"})
"""Two arguments that are drawn together."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_what_a_rule_makes_does_what_the_code_did(rewriting, rule):
    """A user would be offered a version that gives other results, errors or changed arguments."""
    before = rule.card.example_before
    if "numpy" in before and importlib.util.find_spec("numpy") is None:
        pytest.skip("numpy is not installed")
    owners = [node.name for node in ast.parse(before).body if isinstance(node, ast.ClassDef)]
    qualname = f"{owners[0]}.f" if owners else "f"
    made = rewriting.modules_of(rule, before, qualname)
    original = rewriting.function_of(before, qualname)
    versions = [rewriting.function_of(text, qualname) for text in made]
    assert versions

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(*ARGUMENTS[rule.card.id]))
    def check(args):
        given_args = (*args[0], *args[1:]) if rule.card.id in PAIRED else args
        expected = rewriting.outcome(original, given_args)
        for number, version in enumerate(versions):
            assert rewriting.outcome(version, given_args) == expected, made[number]

    check()
