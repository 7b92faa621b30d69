"""Rows and rewards that the tests of trainers use; a module of its own, since a process of its own imports it too."""

from __future__ import annotations

SLOW = "def f(xs):\n    return sorted(xs)[0]"
FAST = "def f(xs):\n    return min(xs)"
WORSE = "def f(xs):\n    for x in xs: pass"


def prompt(number):
    """A question."""
    return [{"role": "user", "content": f"Faster, {number}:\n{SLOW}"}]


def said(code):
    """An answer."""
    return [{"role": "assistant", "content": f"```python\n{code}\n```"}]


def rows(stage):
    """Eight rows for a stage."""
    columns = {
        "sft": {"completion": said(FAST)},
        "dpo": {"chosen": said(FAST), "rejected": said(WORSE)},
        "grpo": {"task_id": "t/0"},
    }[stage]
    return [{"prompt": prompt(number), **columns} for number in range(8)]


def letters(completions, **_columns):
    """The share of small letters in an answer: something that even a random model can learn in a few steps."""
    texts = [answer[-1]["content"] for answer in completions]
    return [sum("a" <= letter <= "z" for letter in text) / max(1, len(text)) for text in texts]
