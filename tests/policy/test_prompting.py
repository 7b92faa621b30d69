"""What a model is asked, and in which order."""

from __future__ import annotations

import ast
import dataclasses

from burner.policy.diagnosis import diagnose
from burner.policy.prompting import plan
from burner.policy.protocol import Attempt, Brief, Growth, Origin, Proposal

CODE = '''import re
from datetime import datetime

FORMAT = "%Y"
UNUSED = 1


def when(text):
    return datetime.strptime(text, FORMAT)


def match(users, sales, limit=10):
    """Sales of every user.

    Newest first.
    """
    if limit < 1:
        raise ValueError("limit")
    found = []
    for user in users:
        for sale in sales:
            if sale["user"] == user["id"] and when(sale["day"]):
                found.append(sale)
    return found
'''
BRIEF = Brief(
    CODE,
    "match",
    helpers=("when",),
    sizes={"users": 500, "sales": 3000},
    types={"users": "list[dict]"},
    growth=Growth("len(users)", 2.0, 1.9, 2.1, "n^2"),
)


def asked(brief=BRIEF, attempts=(), count=8):
    """The next answers that would be asked for."""
    return plan(brief, diagnose(brief), attempts, count)


def tried(number, strategy, verdict="no_difference", counter_example=None, kind="llm"):
    """What became of an earlier answer."""
    proposal = Proposal({"match": "def match(users, sales, limit=10):\n    return []"}, Origin(kind, "m", strategy))
    return Attempt(str(number), proposal, verdict, "gave []", counter_example)


def test_as_many_as_wanted_and_several_strategies():
    """One prompt sampled over and over gives the same wrong answer."""
    draws = asked()
    assert len(draws) == 8
    assert len({draw.prompt.strategy for draw in draws}) > 2
    first = [draw for draw in draws if draw.prompt.strategy == draws[0].prompt.strategy]
    assert first[0].temperature == 0
    assert len({draw.nth for draw in first}) == len(first)


def test_prompt_has_the_fault_the_facts_and_stays_short():
    """The model would have to guess what is slow; a long prompt costs seconds before the first answer."""
    prompt = asked()[0].prompt
    assert prompt.strategy.startswith("data_structure:nested_match")
    for part in ('sale["user"] == user["id"]', "len(sales)=3000", "n^2", "becomes", "def when"):
        assert part in prompt.user
    assert "UNUSED" not in prompt.user
    assert len(prompt.user) < 2800


def test_answer_is_forced_to_begin_with_what_must_not_change():
    """Models would change the signature, drop the docstring or the checks."""
    prefixes = {draw.prompt.strategy: draw.prompt.prefix for draw in asked()}
    prefix = prefixes["data_structure:nested_match:21"]
    assert prefix.startswith("```python\ndef match(users, sales, limit=10):\n")
    assert prefix.endswith('        raise ValueError("limit")\n    found = []\n')
    ast.parse(prefix.removeprefix("```python\n"))


def test_first_lines_of_the_cure_are_given_where_they_are_known():
    """A small model would have to think of the index itself, and mostly repeats the loop instead."""
    prefix = asked()[0].prompt.prefix
    assert prefix.endswith("""
    found = []
    sales_by_user = defaultdict(list)
    for sale in sales:
        sales_by_user[sale['user']].append(sale)
""")
    ast.parse(prefix.removeprefix("```python\n"))


def test_an_answer_that_repeats_the_slow_part_is_known():
    """Seconds would be spent on decoding the original function again."""
    prompt = next(draw.prompt for draw in asked() if draw.prompt.strategy == "data_structure:nested_match:21")
    original = "```python\n" + CODE[CODE.index("def match") :]
    assert prompt.repeats(original)
    assert not prompt.repeats(original[: original.index("for sale")])
    assert not prompt.repeats(original.replace("for user in users", "for user in sorted(users)"))


def test_an_answer_is_over_when_it_comes_back_to_the_original():
    """Most of the time would go into copying lines that stay, and a copied line is often a changed one."""
    code = (
        "def f(rows):\n    seen = []\n    for row in rows:\n        if row not in seen:\n            seen.append(row)\n"
    )
    code += "    total = 0\n    text = ', '.join(seen)\n    return text\n"
    prompt = next(draw.prompt for draw in asked(Brief(code, "f")) if draw.prompt.strategy.endswith("list_membership:4"))
    assert prompt.prefix == "```python\ndef f(rows):\n    seen = []\n"
    answer = f"{prompt.prefix}    total = 0\n    seen = list(dict.fromkeys(rows))\n"
    assert not prompt.finished(answer)
    assert not prompt.finished(f"{answer}    text = ', '.join(")
    answer += "    text = ', '.join(seen)\n"
    assert prompt.finished(answer)
    assert prompt.whole(answer) == f"{answer}    return text\n```"
    assert prompt.whole(prompt.prefix) == prompt.prefix


def test_prompts_of_one_function_share_their_beginning():
    """Every fault asked about would cost the evaluation of the whole function again."""
    users = {draw.prompt.user for draw in asked() if draw.prompt.qualname == "match"}
    beginning = CODE.partition('"""')[0].partition("def match")[2]
    assert len(users) > 1
    assert all(beginning in user[:700] for user in users)


def test_what_was_tried_comes_later():
    """The run would spend its time on the same fault until the end."""
    first = asked()[0].prompt.strategy
    attempts = [tried(number, first) for number in range(3)]
    assert asked(attempts=attempts)[0].prompt.strategy != first


def test_a_near_miss_is_repaired_with_its_counter_example():
    """A version that is wrong in one case would be thrown away."""
    attempts = [tried(1, "data_structure:nested_match:21", "wrong", "match([], [1]) gave [] instead of [1]")]
    draw = asked(attempts=attempts)[0]
    assert draw.prompt.strategy == "repair"
    assert draw.prompt.parent == "1"
    assert "instead of [1]" in draw.prompt.user
    again = [Attempt("9", Proposal({}, Origin("llm", "m", "repair", "1")), "wrong", "")] * 2
    assert asked(attempts=[*attempts, *again])[0].prompt.strategy != "repair"
    assert asked(attempts=[tried(1, None, "wrong", "x", "rule")])[0].prompt.strategy != "repair"


def test_methods_come_with_their_class():
    """The model would not know what `self` has."""
    code = "class Shelf:\n    def __init__(self):\n        self.items = []\n\n"
    code += "    def add(self, xs):\n        for x in xs:\n"
    code += "            if x not in self.items:\n                self.items.append(x)\n"
    prompt = next(draw.prompt for draw in asked(Brief(code, "Shelf.add")) if "lead" not in draw.prompt.strategy)
    assert "class Shelf:\n    def __init__(self):\n        self.items = []" in prompt.user
    assert prompt.prefix == "```python\ndef add(self, xs):\n"


def test_odd_functions():
    """One-line functions, headers over several lines and lone docstrings would break the prompt."""
    one = asked(Brief("def f(a): return sorted(a)\n", "f"), count=1)[0].prompt
    assert one.prefix == "```python\ndef f(a):\n"
    many = asked(Brief("def f(\n    a,\n    b=1,\n):\n    return a\n", "f"), count=1)[0].prompt
    assert many.prefix == "```python\ndef f(\n    a,\n    b=1,\n):\n"
    lone = asked(Brief('def f(a):\n    """Doc."""\n', "f"), count=1)[0].prompt
    assert lone.prefix == '```python\ndef f(a):\n    """Doc."""\n'


def test_a_hint_of_the_user_is_in_every_prompt():
    """Somebody who knows the answer could not tell the model."""
    draws = asked(dataclasses.replace(BRIEF, hint="index the sales\nby user"))
    assert all("Do this: index the sales by user" in draw.prompt.user for draw in draws)
    assert not any("Do this" in draw.prompt.user for draw in asked())


def test_of_a_long_function_the_slow_part_is_shown():
    """A long function would not fit the model's context, or take minutes to be read."""
    filler = "".join(f"    value_{number} = len(rows) * {number} + {'1' * 40}\n" for number in range(150))
    code = f'def f(rows):\n    """Doc."""\n{filler}    seen = []\n    for row in rows:\n'
    code += (
        f"        if row not in seen:\n            seen.append(row)\n    total = len(seen)\n{filler}    return total\n"
    )
    draws = [draw for draw in asked(Brief(code, "f")) if "list_membership" in draw.prompt.strategy]
    led, free = (
        next(each for each in draws if each.prompt.strategy.endswith("lead") == lead) for lead in (True, False)
    )
    for draw in (led, free):
        prompt = draw.prompt
        assert len(prompt.user) + len(prompt.prefix) < 4000
        assert "def f(rows):\n    ...\n" in prompt.user
        assert "if row not in seen" in prompt.user
        assert prompt.prefix.startswith('```python\ndef f(rows):\n    """Doc."""\n    ...\n')
        answer = f"{prompt.prefix}    seen = list(dict.fromkeys(rows))\n    total = len(seen)\n"
        assert prompt.finished(answer)
        whole = prompt.whole(answer)
        assert whole.count("value_149") == 2
        assert "..." not in whole
        ast.parse(whole.removeprefix("```python\n").removesuffix("\n```"))
        copied = prompt.prefix + code[code.index("    for row") :]
        assert prompt.repeats(copied) == (draw is free)
