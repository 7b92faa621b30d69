"""What models really write, and what becomes of it."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.policy.parse import answer_complete, parse_answer
from burner.policy.protocol import Brief, Origin

MODULE = '''import re

LIMIT = 3


def helper(x):
    return x + 1


def fast(a: int, b: int = 1) -> int:
    """Adds."""
    return helper(a) + b


class Box:
    def size(self, unit):
        return 1
'''
ORIGIN = Origin("llm", "tiny", "general")


def parsed(text, *names):
    """The proposal in an answer, with the first of the names as the target."""
    return parse_answer(text, Brief(MODULE, names[0] if names else "fast"), names or ("fast",), ORIGIN)


def fenced(code):
    """A usual answer."""
    return f"Here you are:\n```python\n{code}\n```\nIt is faster now."


def test_one_fenced_block():
    """The plainest answer would be lost."""
    got = parsed(fenced("def fast(a: int, b: int = 1) -> int:\n    return a + 1 + b"))
    assert got.error is None
    assert dict(got.functions) == {"fast": "def fast(a: int, b: int = 1) -> int:\n    return a + 1 + b"}
    assert got.origin == ORIGIN


def test_last_block_with_the_function_counts():
    """A model that shows the old version first, or how to call it afterwards, would be misread."""
    text = fenced("def fast(a, b=1):\n    return 1") + fenced("def fast(a, b=1):\n    return 2") + fenced("fast(1)")
    assert "return 2" in parsed(text).functions["fast"]


def test_missing_closing_fence():
    """An answer that ends without its fence would be thrown away."""
    assert "return 7" in parsed("```python\ndef fast(a, b=1):\n    return 7").functions["fast"]


def test_no_fence_but_prose():
    """A model that forgets the fences would never be heard."""
    assert "return 7" in parsed("Sure, here it is.\n\ndef fast(a, b=1):\n    return 7\n\nEnjoy!").functions["fast"]


def test_annotations_and_defaults_stay_those_of_the_original():
    """A dropped default or annotation would change the user's signature."""
    text = parsed(fenced("def fast(a, b):\n    return 2")).functions["fast"]
    assert text == "def fast(a: int, b: int = 1) -> int:\n    return 2"


def test_imports_that_are_used_come_along():
    """A version that needs `deque` would crash; one that imports everything would clutter the diff."""
    code = "from __future__ import annotations\nimport os, math\nfrom collections import deque, Counter\n"
    got = parsed(fenced(code + "def fast(a, b=1):\n    return math.floor(len(deque([a])))"))
    assert got.imports == ("import math", "from collections import deque")


def test_forgotten_imports_are_added():
    """A good version would crash for want of `from collections import deque`, which small models forget."""
    code = "def fast(a, b=1):\n    queue = deque([a])\n    math = 1\n    return heapq.heappop(queue)"
    assert parsed(fenced(code)).imports == ("from collections import deque", "import heapq")


def test_new_helpers_come_along_and_unused_ones_do_not():
    """A split function would crash without its new part."""
    code = "def part(x):\n    return deeper(x)\ndef deeper(x):\n    return x\ndef idle():\n    pass\n"
    got = parsed(fenced(code + "def fast(a, b=1):\n    return part(a)"))
    assert set(got.functions) == {"fast", "part", "deeper"}


def test_whole_module_keeps_to_the_functions_that_may_change():
    """A model that repeats the module would make its unchanged functions part of the diff."""
    got = parsed(fenced(MODULE.replace("helper(a) + b", "a + 1 + b")), "fast", "helper")
    assert set(got.functions) == {"fast"}
    assert got.imports == ()


def test_changed_helper_is_taken_only_where_it_may_change():
    """A helper outside of the judge's sight would be rewritten."""
    changed = MODULE.replace("x + 1", "1 + x")
    assert set(parsed(fenced(changed), "fast", "helper").functions) == {"fast", "helper"}
    assert set(parsed(fenced(changed), "fast").functions) == {"fast"}


@pytest.mark.parametrize(
    "code",
    [
        "def size(self, unit):\n    return 2",
        "class Box:\n    def size(self, unit):\n        return 2",
        "class Anything:\n    def other(self):\n        pass\n    def size(self, unit):\n        return 2",
        "    def size(self, unit):\n        return 2",
    ],
)
def test_methods_in_and_out_of_classes(code):
    """Methods would be lost, since models write them in any of these ways."""
    assert parsed(fenced(code), "Box.size").functions["Box.size"] == "def size(self, unit):\n    return 2"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("def size(unit):\n    return 2", "`self` is lost"),
        ("def other(self, unit):\n    return 2", "not `Box.size`"),
        ("async def size(self, unit):\n    return 2", "async"),
        ("def size(self, unit, more):\n    return 2", "signature"),
        ("def size(self, unit):\n    return (2", "does not parse"),
        ("TABLE = {}\ndef size(self, unit):\n    return TABLE", "`TABLE` at module level"),
    ],
)
def test_unusable_answers_say_why(code, why):
    """The ledger would not tell what was wrong with an answer."""
    got = parsed(fenced(code), "Box.size")
    assert why in got.error
    assert got.functions == {}


def test_prose_only():
    """A refusal in words would crash the run."""
    assert parsed("I'm sorry, it is already optimal.").error


def test_indentation_and_strings_survive():
    """Text inside the function would change with its indentation."""
    code = 'def fast(a, b=1):\n    """Doc\n  odd indent\n    """\n    return """x\n  y"""'
    body = parsed(fenced(code)).functions["fast"]
    assert ast.literal_eval(ast.parse(body).body[0].body[1].value) == "x\n  y"


@pytest.mark.parametrize(
    "text",
    [
        "当然可以 这里是更快的版本\n```python\ndef fast(a, b=1):\n    return 7\n```\n希望对你有帮助。",
        "```\ndef fast(a, b=1):\n    return 7\n```",
        "```py\ndef fast(a, b=1):\n    return 7\n~~~",
        "1. First:\n\n   ```python\n   def fast(a, b=1):\n       return 7\n   ```\n",
        "<thinking>def fast</thinking>\n```python\ndef fast(a, b=1):\n    return 7\n```",
        "```python\ndef fast(a, b=1):\n    return 7\n```\n```python\ndef fast(a, b=1):\n    return (",
        "```python\ndef fast(a, b=1):\n    return 7\n\nprint(fast(",
        "```python\n>>> x\ndef fast(a, b=1):\n    return 7\n```",
    ],
)
def test_whatever_stands_around_it(text):
    """Half blocks, lists, other languages and broken repetitions are what small models write."""
    assert parsed(text).functions["fast"] == "def fast(a: int, b: int = 1) -> int:\n    return 7"


@pytest.mark.parametrize(
    "text", ["", "```python\n```", "def other():\n    return 7", "ab " * 40_000, "```python\n" * 500]
)
def test_nothing_usable_in_it(text):
    """A model that goes on for ever, or answers another question, would end the run."""
    got = parsed(text)
    assert got.error
    assert got.functions == {}


PIECES = st.sampled_from(
    [
        *("```python\n", "```\n", "```", "def fast(a, b=1):\n", "    return a\n", "class Box:\n", "import os\n"),
        *(
            "    def size(self, unit):\n",
            "'''",
            '"""',
            "@x\n",
            "#",
            "\\\n",
            "(",
            ")",
            "\x00",
            "\ud800",
            "\f",
            "\r",
            "f'{",
        ),
        *("async def fast(a):\n", "\t", "lambda: (", "x = ", "for i in\n"),
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_raise(text):
    """Something odd that a model writes would end the run."""
    for name in ("fast", "Box.size"):
        got = parsed(text, name, "helper")
        assert bool(got.functions) != bool(got.error)
        for source in got.functions.values():
            assert isinstance(ast.parse(source).body[0], ast.FunctionDef)
    answer_complete(text)


NOISE = st.text(st.characters(exclude_characters="`~", exclude_categories=["Cs"]), max_size=80)


@given(NOISE, NOISE, st.sampled_from(["python", "py", "Python", ""]), st.integers(0, 6))
@settings(max_examples=100, deadline=None)
def test_a_good_block_is_found_in_any_noise(before, after, language, indent):
    """A right answer would be lost because of what a chatty model writes around it."""
    code = "def fast(a, b=1):\n    total = a\n    return total + b"
    block = "\n".join(" " * indent + line for line in (f"```{language}", *code.split("\n"), "```"))
    got = parsed(f"{before}\n{block}\n{after}")
    assert got.functions["fast"].endswith("    total = a\n    return total + b")


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("```python\ndef f():\n    return 1\n```", True),
        ("```python\ndef f():\n    return 1\n", False),
        ("```python\ndef f():\n    return 1\n\nprint(f())\n", True),
        ("```python\ndef f():\n    return 1\n\n# Example usage\n", True),
        ("```python\nimport os\n\n# note\ndef f(\n    a,\n):\n    return 1\n", False),
        ("```python\ndef f():\n    return 1\n\nprint(f", False),
    ],
)
def test_when_an_answer_is_complete(text, complete):
    """Seconds of decoding would be spent on example calls, or an answer cut before its end."""
    assert answer_complete(text) is complete
