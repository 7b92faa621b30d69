"""What is asked and what would be a good reply have the forms that are served and judged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from burner_training.prompts.essential import essential
from burner_training.prompts.product import as_answer
from burner_training.prompts.questions import ask, exchange, paper_question
from burner_training.prompts.reply import code_of, well_formed
from burner_training.prompts.rows import prompt_rows, sft_rows
from burner_training.tasks.schema import Measured, Solution, Task

from burner.errors import UsageError
from burner.policy.parse import parse_answer
from burner.policy.protocol import Brief, Origin

MODULE = '''\
import math
from typing import List


class ListNode:
    pass


LIMIT = 3


def helper(x):
    return min(x, LIMIT)


class Solution:
    def total(self, xs: List[int], scale: int = 1) -> int:
        """The sum."""
        found = 0
        for x in [y for y in xs]:
            found = found + helper(x) * scale
        return found
'''
FAST = """\
def clipped(x):
    return x if x < 3 else 3


class Solution(object):

    def total(self, xs, scale=1):
        # quick
        return scale * sum(clipped(x) for x in xs)
"""
TASK = Task(
    "t/1",
    "1",
    "Sum them.",
    "function",
    Solution(MODULE, Measured(1.0, 10_000, 5.0)),
    entry="Solution.total",
    tests="def test(): ...\n",
    humans=(Solution(FAST, Measured(0.1, 10_000, 0.5)),),
)


def test_only_what_the_entry_reaches_is_shown() -> None:
    """A small model would read a page of classes that nobody uses."""
    shown = essential(MODULE, "Solution.total")
    assert "def helper" in shown
    assert "LIMIT = 3" in shown
    assert "ListNode" not in shown
    assert "import math" not in shown
    assert essential("def (", "x") == "def ("


def test_the_papers_prompt_has_all_that_the_paper_says() -> None:
    """Problem, objective, original and its record: the released scripts leave the original out."""
    said = ask(TASK, TASK.original, "integral", "paper").messages[1]["content"]
    for part in ("Sum them.", "both-time-and-memory-efficient", "def total", "Passed: True", "1000 ms", "10 kB"):
        assert part in said
    first = ask(TASK, None, "time", "paper").messages[1]["content"]
    assert "Passed: False" in first
    assert "def total" not in first


def test_the_papers_ablations() -> None:
    """Without feedback or without the original, the prompt would still hold it."""
    blind = paper_question(TASK, TASK.original, "time", feedback=False).messages[1]["content"]
    assert "1000 ms" not in blind
    assert "def total" in blind
    codeless = paper_question(TASK, TASK.original, "time", original=False).messages[1]["content"]
    assert "1000 ms" in codeless
    assert "def total" not in codeless


def test_the_products_answer_fits_the_products_parser() -> None:
    """Targets would teach what the product can't read: imports, classes, another header."""
    answer = as_answer(MODULE, "Solution.total", FAST)
    assert answer is not None
    assert answer.startswith('```python\ndef total(self, xs: List[int], scale: int = 1) -> int:\n    """The sum."""\n')
    assert well_formed(answer, "product")
    brief = Brief(text=MODULE, qualname="Solution.total")
    proposal = parse_answer(answer, brief, ("Solution.total",), Origin("llm", "x"))
    assert proposal.error is None
    assert set(proposal.functions) == {"Solution.total", "clipped"}


@pytest.mark.parametrize(
    "solution",
    [
        FAST.replace("xs, scale=1", "items, scale=1").replace("in xs", "in items"),
        FAST.replace("clipped(x)", "self.clip(x)") + "\n    def clip(self, x):\n        return x\n",
        "TABLE = {}\n" + FAST.replace("clipped(x)", "TABLE[x]"),
        FAST.replace("def total", "def other"),
        "def (",
    ],
    ids=["parameters", "method", "table", "entry", "broken"],
)
def test_what_the_product_can_not_say_is_no_target(solution) -> None:
    """Answers would be taught that are refused when they are served."""
    assert as_answer(MODULE, "Solution.total", solution) is None


def test_rows_begin_as_the_product_does() -> None:
    """Rollouts would not be forced to begin with the header, though served answers are."""
    (row,) = prompt_rows([TASK], style="product")
    assert row["prompt"][-1]["role"] == "assistant"
    assert row["prompt"][-1]["content"].startswith("```python\ndef total(self, xs: List[int]")
    (pair,) = sft_rows([TASK], style="product")
    assert pair["prompt"][-1]["role"] == "user"
    assert pair["completion"][0]["content"].startswith("```python\ndef total(self, xs: List[int]")


def test_what_nobody_measured_teaches_where_its_order_is_known() -> None:
    """Sets without tests would teach nothing, or a slower solution be taught."""
    slow = Solution(MODULE)
    task = Task("t/2", "2", "Sum them.", "function", slow, entry="Solution.total", humans=(slow, Solution(FAST)))
    (pair,) = sft_rows([replace(task, ranked=True)], style="product")
    assert "sum(clipped(x)" in pair["completion"][0]["content"]
    with pytest.raises(UsageError):
        sft_rows([task], style="product")


def test_a_prompt_is_one_that_the_target_answers() -> None:
    """A target that changes what a prompt's forced beginning says could never be given to it."""
    slow = "def f(rows, keys):\n    seen = []\n    for row in rows:\n        if row not in seen:\n            seen.append(row)\n    return seen\n"
    fast = (
        slow.replace("seen = []", "seen = {}")
        .replace("seen.append(row)", "seen[row] = 1")
        .replace("return seen", "return [*seen]")
    )
    task = Task("t/3", "3", "Keep.", "function", Solution(slow), entry="f")
    said = exchange(task, task.original, Solution(fast), "time", "product")
    assert said is not None
    question, reply = said
    assert reply.startswith(question.prefix)
    assert "seen = {}" in reply


def test_the_papers_target_is_what_its_form_wants() -> None:
    """Targets would be punished by the reward for their form."""
    (pair,) = sft_rows([TASK])
    said = pair["completion"][0]["content"]
    assert well_formed(said, "paper")
    assert "sum(clipped(x)" in (code_of(said, "paper") or "")
