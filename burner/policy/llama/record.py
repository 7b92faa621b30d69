"""Draws tokens so that their log-probabilities are known: a policy in training must know how likely its own words were.

Draws from the whole distribution, since a cut one (top-k, top-p) is not what a trainer computes. In numpy, which the
model runtime brings along.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Recorder:
    """Draws the tokens of one answer and remembers them; a `temperature` of 0 takes the likeliest."""

    temperature: float
    seed: int
    tokens: list[int] = field(default_factory=list)
    logprobs: list[float] = field(default_factory=list)
    """Natural logarithms of each token's probability at that temperature (at 1, where it is 0)."""
    _rng: Any = None

    def draw(self, logits: Any) -> int:
        """Draw one token from logits of shape (vocabulary,)."""
        import numpy as np

        if self._rng is None:
            self._rng = np.random.default_rng(self.seed)
        scaled = logits / np.float32(self.temperature or 1.0)
        scaled -= scaled.max()
        weights = np.cumsum(np.exp(scaled), dtype=np.float64)
        total = float(weights[-1])
        if self.temperature > 0:
            token = min(int(np.searchsorted(weights, self._rng.random() * total, side="right")), len(weights) - 1)
        else:
            token = int(scaled.argmax())
        self.tokens.append(token)
        self.logprobs.append(float(scaled[token]) - math.log(total))
        return token
