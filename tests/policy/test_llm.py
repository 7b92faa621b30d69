"""The local policy with the real small model; skipped where it isn't installed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from burner.errors import BudgetError
from burner.models.registry import SMALL
from burner.models.store import models_dir
from burner.policy.llama.sampler import Job
from burner.policy.llama.settings import Settings
from burner.policy.llm import LlmPolicy
from burner.policy.load import open_llm
from burner.policy.prompting import Prompt
from burner.policy.protocol import Brief

CODE = '''def unique(rows):
    """Names in order, each once."""
    names = []
    for row in rows:
        if row not in names:
            names.append(row)
    return names
'''


@pytest.fixture(scope="module")
def policy():
    """The small model."""
    path = models_dir() / SMALL.file
    if not path.is_file():
        pytest.skip(f"{SMALL.name} is not installed")
    pytest.importorskip("llama_cpp", reason="the extra `llm` is not installed")
    policy = open_llm(str(path), seed=1)
    yield policy
    policy.close()


def test_proposals_come_from_the_model(policy):
    """The local model would never be heard."""
    got = list(policy.propose(Brief(CODE, "unique"), (), 2, time.monotonic() + 280))
    assert len(got) == 2
    assert {proposal.origin.name for proposal in got} == {SMALL.name}
    assert policy.model_s > 0
    good = [proposal for proposal in got if not proposal.error]
    assert good
    assert good[0].functions["unique"].startswith('def unique(rows):\n    """Names in order, each once."""')


def test_same_seed_same_answers(policy):
    """A run could not be repeated."""
    brief, until = Brief(CODE, "unique"), time.monotonic() + 280
    runs = [[dict(item.functions) for item in policy.propose(brief, (), 1, until)] for _ in range(2)]
    assert runs[0] == runs[1]


def test_no_time_no_proposals(policy):
    """A budget that is over would be overrun, or the user would think that the model knew nothing."""
    with pytest.raises(BudgetError, match="no answer could be complete"):
        list(policy.propose(Brief(CODE, "unique"), (), 2, time.monotonic()))


def test_answers_that_repeat_the_function_are_told(policy, monkeypatch):
    """The next round would ask the same again, since nothing told that it brought nothing; the user would wonder."""
    monkeypatch.setattr(Prompt, "repeats", lambda _prompt, answer: answer.count("\n") > 4)
    got = list(policy.propose(Brief(CODE, "unique"), (), 2, time.monotonic() + 280))
    assert [proposal.functions["unique"] for proposal in got] == [CODE.rstrip()] * 2
    assert all(proposal.origin.strategy and proposal.note for proposal in got)


def test_a_busy_machine_is_noticed(policy, monkeypatch):
    """Answers would be begun that can't be complete in time, and none be complete."""
    brief = Brief(CODE, "unique")
    monkeypatch.setattr(policy, "_slowness", 1.0)
    list(policy.propose(brief, (), 1, time.monotonic() + 280))
    assert policy._slowness != 1.0
    monkeypatch.setattr(policy, "_slowness", 500.0)
    with pytest.raises(BudgetError):
        list(policy.propose(brief, (), 1, time.monotonic() + 20))


@pytest.mark.parametrize(("left_s", "slots"), [(100.0, 2), (45.0, 1), (17.0, 1), (12.0, 0)])
def test_one_answer_that_may_be_short_is_worth_the_time_that_is_left(left_s, slots):
    """Half a minute would go unused at the end of a run because a long answer would not be complete."""
    quick = Settings(threads=2, slots=2, read_tokens_per_s=100.0, write_tokens_per_s={1: 10.0, 2: 10.0})
    policy = LlmPolicy("m", Path("m.gguf"), settings=quick)
    jobs = [Job(prompt=f"{number}" * 300, prefix="", temperature=0.0, seed=0, max_tokens=400) for number in range(2)]
    assert policy._slots(jobs, left_s) == slots
