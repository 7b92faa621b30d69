"""The first look at a version: what decides which one is measured in full says what the measurement will say."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from burner.measure.timing import Inputs
from burner.policy.protocol import Origin, Proposal
from burner.sandbox.inside.codec import encode
from burner.search.clock import RunClock
from burner.search.judge import Looked
from burner.search.prepare import prepared, resolved
from burner.search.request import Request
from burner.search.versions import rewritten

MODULE = """\
def weights(words):
    found = []
    for word in words:
        found.append(sum(ord(letter) * place for place, letter in enumerate(word * 40)))
    return found
"""
REMEMBERS = """\
def weights(words):
    known = {}
    for word in words:
        if word not in known:
            known[word] = sum(ord(letter) * place for place, letter in enumerate(word * 40))
    return [known[word] for word in words]
"""
TESTS = """\
from work import weights


def test_weights():
    assert weights(["ab", "b", "ab"])[0] == weights(["ab"])[0]
"""


def test_answers_kept_for_texts_that_repeat_look_as_they_are_where_none_does(tmp_path: Path) -> None:
    """What only remembers would be measured, and win, before a version that is faster on everybody's input."""
    for name, text in (("pyproject.toml", ""), ("work.py", MODULE), ("test_work.py", TESTS)):
        (tmp_path / name).write_text(text)
    request = Request(f"{tmp_path / 'work.py'}::weights", budget_s=60.0)
    with ExitStack() as stack:
        ready = prepared(request, resolved(request), RunClock(60.0), stack)
        main = Inputs("words", "weights", (encode(((["ab"] * 60,), {})),), 0.0006)
        unlike = Inputs("words, no text twice", "weights", (encode((([f"w{n}" for n in range(60)],), {})),), 0.0006)
        made = rewritten(ready.target, ready.brief, Proposal({"weights": REMEMBERS}, Origin("llm", "model")))

        alone = replace(ready.judge, main=main, lowest=(), seen={}).look("c1", made)
        both = replace(ready.judge, main=main, lowest=(unlike,), seen={}).look("c2", made)

    assert isinstance(alone, Looked)
    assert alone.ratio > 5
    assert both.ratio < 2 if isinstance(both, Looked) else "no text twice" in both.reason
