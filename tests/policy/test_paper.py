"""The paper's prompt, and what is taken from the answers to it."""

from __future__ import annotations

import time

import pytest

from burner.models.registry import SMALL
from burner.models.store import models_dir
from burner.policy.load import open_llm
from burner.policy.paper import Figures, PaperPolicy, messages
from burner.policy.protocol import Attempt, Brief, Origin, Proposal

CODE = '''LIMIT = 3


def unique(rows):
    """Names in order, each once."""
    names = []
    for row in rows:
        if row not in names:
            names.append(row)
    return names[:LIMIT]
'''
BRIEF = Brief(CODE, "unique", time_s=0.012, peak_memory_bytes=2e6, integral_byte_s=24e3, parent="c1")


class Heard:
    """A model that only notes what it is asked."""

    name = "heard"

    def __init__(self):
        self.draws = []

    def answer(self, _brief, draws, _deadline):
        """Nothing."""
        self.draws += draws
        yield from ()


def asked(attempts=(), objective="time"):
    """The one draw of an iteration."""
    model = Heard()
    assert list(PaperPolicy(model, objective).propose(BRIEF, attempts, 8, time.monotonic() + 9)) == []
    (draw,) = model.draws
    return draw


def test_the_only_feedback_is_four_figures():
    """The baseline would be helped by our diagnosis, and the comparison with it be worth nothing."""
    user = asked().prompt.user
    assert "Passed: True / Time: 12 ms / Memory: 2000 kB / Integral: 24 kB*s" in user
    assert "Names in order, each once." in user
    assert "LIMIT = 3" in user
    assert "walks through the list" not in user
    assert asked().prompt.prefix == ""


@pytest.mark.parametrize(
    ("objective", "words"), [("time", "time-eff"), ("memory", "memory-eff"), ("integral", "both-")]
)
def test_the_objective_is_named(objective, words):
    """Asked for less memory, the baseline would go for time."""
    assert words in asked(objective=objective).prompt.user


def test_a_state_asked_about_again_is_sampled():
    """Greedy decoding would give the same rejected answer until the time is over."""
    attempt = Attempt("c2", Proposal({}, Origin("llm", "m", "paper", "c1")), "wrong", "")
    other = Attempt("c1", Proposal({}, Origin("llm", "m", "paper", None)), "better", "")
    assert (asked().temperature, asked().nth) == (0.0, 0)
    assert (asked([other, attempt]).temperature, asked([other, attempt]).nth) == (0.7, 1)


@pytest.mark.parametrize(
    ("answer", "finished", "whole"),
    [
        ("<thinking>x</thinking><solution>\n```python\na\n```\n</solution>", True, "\n```python\na\n```\n"),
        ("<thinking>\n```python\nold\n```\n so", False, None),
        ("<thinking>x</thinking><solution>\n```python\na\n```\n", True, "\n```python\na\n```\n"),
        ("<solution>```python\na\n", False, None),
        ("```python\na\n```", True, "```python\na\n```"),
        ("Sure, I will", False, None),
    ],
)
def test_answers_in_tags_and_without(answer, finished, whole):
    """The original that the model quotes while it thinks would be taken for its answer."""
    prompt = asked().prompt
    assert prompt.finished(answer) is finished
    if whole is not None:
        assert prompt.whole(answer) == whole


def test_training_and_search_say_the_same():
    """A model would be trained on another prompt than the one it is asked with."""
    system, user = messages("Adds.", "def f(a): ...", Figures(False, 1.0, 1e6, 1e6), "integral")
    assert "<thinking>" in system
    assert "Passed: False / Time: 1000 ms" in user
    assert "$" not in user


def test_a_real_model_is_asked(monkeypatch):
    """`--search paper` would never hear the local model."""
    path = models_dir() / SMALL.file
    if not path.is_file():
        pytest.skip(f"{SMALL.name} is not installed")
    pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")
    monkeypatch.setattr("burner.policy.llm.LONGEST_ANSWER_TOKENS", 40)
    model = open_llm(str(path), seed=1)
    try:
        (proposal,) = PaperPolicy(model, "time").propose(BRIEF, (), 1, time.monotonic() + 280)
    finally:
        model.close()
    assert (proposal.origin.name, proposal.origin.strategy, proposal.origin.parent) == (SMALL.name, "paper", "c1")
