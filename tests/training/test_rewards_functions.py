"""Rewards as TRL calls them: one value per completion, each batch judged once, every term told to the trainer."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from burner_training.prompts.reply import code_of, well_formed
from burner_training.rewards.functions import Rewards
from burner_training.rewards.judgement import Judgement, unjudged
from burner_training.rewards.scales import OURS
from burner_training.tasks.schema import Measured

from burner.errors import UsageError

FAST, SLOW = Measured(1.0, 100, 10.0), Measured(2.0, 100, 20.0)


def reply(code: str) -> str:
    """A reply in the paper's form."""
    return f"<thinking>\nhm\n</thinking>\n<solution>\n```python\n{code}\n```\n</solution>"


@dataclass
class Recorded:
    """A judge whose findings are known: twice as fast, wrong, or lost."""

    batches: list = field(default_factory=list)

    def judge(self, answers):
        """By the words in the code."""
        self.batches.append(answers)
        return [self.one(answer.code or "") for answer in answers]

    def one(self, code: str) -> Judgement:
        """What was found of a code."""
        if "lost" in code:
            return unjudged("lost")
        if "good" in code:
            return Judgement("better", True, True, FAST, SLOW, 1.9, 2.0, 2.1, judge_s=1.0)
        return Judgement("wrong", False, True, None, SLOW, reason="no", judge_s=1.0)

    def close(self):
        """Nothing to end."""


@pytest.fixture
def rewards() -> Rewards:
    """The paper's terms."""
    return Rewards({}, Recorded())


def call(term, replies, **columns):
    """As TRL does."""
    count = len(replies)
    given = {"task_id": ["t"] * count, "trainer_state": None, **columns}
    return term(prompts=[""] * count, completions=replies, completion_ids=[[1]] * count, **given)


def test_terms_of_a_batch_which_is_judged_once(rewards) -> None:
    """Each term would run every candidate again, and judge it by other noise."""
    replies = [reply("good"), reply("bad"), "good", reply("lost")]
    found = [call(term, replies) for term in rewards.functions()]
    assert found[0] == [1.0, 1.0, -1.0, 1.0]
    assert found[1] == [0.5, -1.0, -1.0, None]
    assert found[2] == [pytest.approx(0.46211715), 0.0, 0.0, None]
    assert len(rewards.judge.batches) == 1
    assert [term.__name__ for term in rewards.functions()] == ["format", "correctness", "efficiency"]


def test_messages_are_completions_too(rewards) -> None:
    """Data sets in conversational form could not be trained on."""
    said = [[{"role": "assistant", "content": reply("good")}]]
    assert call(rewards.correctness, said) == [0.5]


def test_a_forced_beginning_belongs_to_the_reply() -> None:
    """Answers that the product begins would be cut in half, and be worth nothing."""
    own = Rewards({}, Recorded(), style="product")
    prompt = [{"role": "user", "content": "faster"}, {"role": "assistant", "content": "```python\ndef good(a):\n"}]
    found = own.format([prompt], ["    return a\n```"], task_id=["t"])
    assert found == [1.0]
    assert own.correctness([prompt], ["    return a\n```"], task_id=["t"]) == [0.5]
    assert own.judge.batches[0][0].code == "```python\ndef good(a):\n    return a\n```"


def test_efficiency_weighs_more_over_the_steps(rewards) -> None:
    """The published rise from 0.3 to 0.5 would be missing."""
    early, late = (
        call(rewards.efficiency, [reply("good")], trainer_state=SimpleNamespace(global_step=step, max_steps=10))[0]
        for step in (0, 10)
    )
    assert late / early == pytest.approx(0.5 / 0.3)
    assert rewards.weights == [0.2, 0.5, 0.3]


def test_rows_say_their_objective(rewards) -> None:
    """A prompt that asks for less memory would be paid for speed."""
    replies = [reply("good")] * 2
    found = call(rewards.efficiency, replies, objective=["time", "memory"])
    assert found == [pytest.approx(0.46211715), pytest.approx(0.0)]


def test_groups_that_teach_nothing_are_dropped() -> None:
    """Groups whose answers are worth the same would dilute the step."""
    some = Rewards({}, Recorded(), group_size=2)
    replies = [reply("good"), reply("good"), reply("good"), reply("bad")]
    assert call(some.correctness, replies) == [None, None, 0.5, -1.0]
    assert call(some.format, replies) == [None, None, 1.0, 1.0]


def test_turns_share_their_credit() -> None:
    """An answer that led to a good one would be worth as little as one that did not."""
    turns = Rewards({}, Recorded(), scale=OURS, discount=0.5)
    replies = [reply("bad"), reply("good")]
    assert call(turns.correctness, replies, episode=["e", "e"], turn=[0, 1]) == [-0.75, 0.5]
    assert call(turns.correctness, replies, episode=["e", "f"], turn=[0, 0]) == [-1.0, 0.5]


def test_what_was_found_is_told_to_the_trainer(rewards) -> None:
    """The curves would not show why a reward falls."""
    metrics, extras = {}, {}
    replies = [reply("good"), reply("bad")]
    call(rewards.correctness, replies, log_metric=metrics.__setitem__, log_extra=extras.__setitem__)
    assert metrics["judge/passed"] == 0.5
    assert metrics["judge/verdict/wrong"] == 0.5
    assert metrics["judge/speedup"] == 2.0
    assert extras["verdict"] == ["better", "wrong"]


def test_a_set_without_task_ids(rewards) -> None:
    """A data set that is not for GRPO would end in a traceback."""
    with pytest.raises(UsageError, match="no column task_id"):
        rewards.correctness(None, [""])


@pytest.mark.parametrize(
    ("text", "right", "code"),
    [
        (reply("x = 1"), True, "x = 1\n"),
        (f"\n {reply('x = 1')}  \n", True, "x = 1\n"),
        ("<thinking></thinking><solution></solution>", True, None),
        (f"Sure! {reply('x = 1')}", False, "x = 1\n"),
        (f"{reply('x = 1')} Bye.", False, "x = 1\n"),
        ("<solution>\n```python\nx = 1\n```\n</solution>", False, "x = 1\n"),
        ("<thinking>a<thinking>b</thinking><solution>c</solution>", False, None),
        (f"<thinking>a</thinking>b{reply('x = 1')}", False, "x = 1\n"),
        (reply("x = 1\n```\nand\n```python\ny = 2"), True, "y = 2\n"),
        ("```python\nx = 1\n```", False, None),
        ("", False, None),
    ],
)
def test_the_papers_form(text, right, code) -> None:
    """Replies would be paid for a form they don't have, or good code in a bad form be lost."""
    assert well_formed(text, "paper") == right
    assert code_of(text, "paper") == code


@pytest.mark.parametrize(
    ("text", "right"),
    [("```python\nx\n```", True), ("```\nx\n```\n", True), ("Here:\n```python\nx\n```", False), ("x = 1", False)],
)
def test_the_products_form(text, right) -> None:
    """What the product asks for would not be what is rewarded."""
    assert well_formed(text, "product") == right
