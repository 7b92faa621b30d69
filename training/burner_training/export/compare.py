"""Whether an exported file says what the trained model says: the same prompts through both, by llama.cpp.

The one is the base with the adapter, which is what training sampled from; the other the exported file alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from burner.policy.llama.native import Native
from burner.policy.llama.sampler import Job, put
from burner_training.rollouts.llama import sample_all

ANSWER_TOKENS = 96
THREADS = 2
MOST_DIFFERENT = 0.25
"""What quantization to four bits may do to a model."""


@dataclass(frozen=True)
class Agreement:
    """How far two models agree on the same texts."""

    tokens: int
    difference: float
    """Mean total variation distance of what both say comes next: 0 for the same model, 1 for nothing in common."""
    same_choice: float
    """Share of places where both find the same token likeliest."""
    same_answers: int
    answers: int

    @property
    def sound(self) -> bool:
        """Whether they are the same model, but for rounding."""
        return self.difference <= MOST_DIFFERENT

    def words(self) -> str:
        """The agreement in a sentence."""
        return (
            f"distributions {self.difference:.4f} apart, the same likeliest token at {self.same_choice:.1%} of"
            f" {self.tokens} places, {self.same_answers} of {self.answers} greedy answers equal"
        )


def agreement(base: Path, adapter: Path | None, other: Path, questions: Sequence[str]) -> Agreement:
    """Ask both the questions, and let both read the first one's answers."""
    import numpy as np

    one, two = Native(base, adapter), Native(other)
    try:
        prompts = [one.chat("You are a helpful assistant.", question) for question in questions]
        answers = [_answers(native, prompts) for native in (one, two)]
        difference, same, tokens = 0.0, 0, 0
        for prompt, answer in zip(prompts, answers[0], strict=True):
            ids = one.tokens(prompt + answer)
            begins = len(one.tokens(prompt)) - 1
            first, second = (_probabilities(native, ids)[begins:-1] for native in (one, two))
            difference += float(np.abs(first - second).sum() / 2)
            same += int((first.argmax(1) == second.argmax(1)).sum())
            tokens += len(first)
    finally:
        one.close()
        two.close()
    equal = sum(left == right for left, right in zip(*answers, strict=True))
    return Agreement(tokens, difference / max(1, tokens), same / max(1, tokens), equal, len(prompts))


def _answers(native: Native, prompts: Sequence[str]) -> list[str]:
    jobs = [Job(prompt, temperature=0.0, max_tokens=ANSWER_TOKENS, tag=number) for number, prompt in enumerate(prompts)]
    return [sample.text for sample in sample_all(native, jobs, len(jobs), THREADS)]


def _probabilities(native: Native, ids: Sequence[int]) -> Any:
    """Probability of each token of the vocabulary after each token of the text, (tokens, vocabulary)."""
    import numpy as np

    context = native.context(len(ids) + 8, 1, len(ids), THREADS)
    batch = native.lib.llama_batch_init(len(ids), 0, 1)
    try:
        for place, token in enumerate(ids):
            put(batch, place, token, place, 0, logits=True)
        batch.n_tokens = len(ids)
        native.lib.llama_decode(context, batch)
        logits = np.stack([native.logits(context, place) for place in range(len(ids))]).astype(np.float64)
    finally:
        native.lib.llama_batch_free(batch)
        native.lib.llama_free(context)
    weights = np.exp(logits - logits.max(1, keepdims=True))
    return weights / weights.sum(1, keepdims=True)
