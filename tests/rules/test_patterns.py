"""Patterns compiled once: the same matches and errors as before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burner.rules.patterns import RULES

CONSTANT, BUILT = RULES

CALLS = """\
import re

WORD = r"[a-z]+"


def f(texts):
    found = []
    for text in texts:
        found.append(re.sub("a|b", "-", text, 1))
        found.append(re.split(WORD, text, maxsplit=1))
        if m := re.search(r"(a)(b)?", text, flags=re.IGNORECASE):
            found.append(m.groups())
        found += re.findall(WORD, text, re.I | re.A)
        found.append(bool(re.compile("^a").match(text)))
    return found
"""

WORDS = """\
import re


def _form(word):
    return "^" + re.escape(word) + ".*"


def f(texts, words):
    found = []
    for text in texts:
        for word in words:
            if re.match(_form(word), text, re.DOTALL):
                found.append(word)
            found.append(re.sub(f"({word})", "<>", text, count=1))
    return found
"""


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("abAB -", max_size=6), max_size=4))
def test_constant_patterns_match_the_same(rewriting, texts):
    """Flags, counts or groups would get lost on the way."""
    (made,) = rewriting.modules_of(CONSTANT, CALLS)
    assert rewriting.outcome(rewriting.function_of(made), (texts,)) == rewriting.outcome(
        rewriting.function_of(CALLS), (texts,)
    )
    assert made.count("re.compile") == 5


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.text("ab.\n", max_size=5), max_size=3),
    st.lists(st.sampled_from(["a", ".", "a.", "(", "", "b+"]), max_size=3),
)
def test_built_patterns_match_the_same_and_fail_at_the_same_place(rewriting, texts, words):
    """A pattern that is not valid would be noticed too early, or the wrong word be looked for."""
    made = rewriting.modules_of(BUILT, WORDS)
    assert len(made) == 2
    for new in made:
        before = rewriting.outcome(rewriting.function_of(WORDS), (texts, words))
        assert rewriting.outcome(rewriting.function_of(new), (texts, words)) == before


REFUSED = {
    "not the library's re": 'class re:\n    match = print\n\n\ndef f(ts):\n    return [re.match("a", t) for t in ts]\n',
    "not in a loop": 'import re\n\n\ndef f(t):\n    return re.match("a" + t, t)\n',
    "not valid": 'import re\n\n\ndef f(ts):\n    return [re.match("(", t) for t in ts]\n',
    "flags that vary": 'import re\n\n\ndef f(ts):\n    return [re.match("a", t, g) for t, g in ts]\n',
}


@pytest.mark.parametrize("why", REFUSED)
def test_other_patterns_are_left_alone(rewriting, why):
    """An error would come before the loop instead of within it, or something else than re be called."""
    for rule in RULES:
        assert rewriting.modules_of(rule, REFUSED[why]) == []
