"""How far the sampler's probabilities are from the trained model's, and the weights that make up for it.

TRL does the same, but only for vLLM (`vllm_importance_sampling_correction`, modes of the same names); the arithmetic here
is that of its `_generate_and_score_completions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from burner_training.recipes.schema import Correction


@dataclass(frozen=True)
class Mismatch:
    """Importance weights of a batch and what they were made of."""

    weights: Any
    """(rows, tokens), or (rows, 1) where whole sequences are weighted."""
    difference_mean: float
    """Mean absolute difference of a token's log-probability."""
    difference_max: float
    divergence: float
    """Mean of log p_sampler - log p_trained over drawn tokens: an estimate of KL(sampler, trained)."""


def mismatch(trained: Any, sampled: Any, mask: Any, correction: Correction, clip_max: float) -> Mismatch:
    """Compare log-probabilities (rows, tokens) of the same tokens; only tokens of the mask count."""
    import torch

    counted = mask.bool()
    difference = torch.nan_to_num(trained - sampled, nan=0.0) * mask
    drawn = difference[counted] if bool(counted.any()) else difference.new_zeros(1)
    logs = difference.sum(-1, keepdim=True) if correction.startswith("sequence") else difference
    weights = torch.exp(logs)
    if correction == "none":
        weights = torch.ones_like(weights)
    elif correction.endswith("truncate"):
        weights = weights.clamp(max=clip_max)
    else:
        weights = weights.masked_fill(weights > clip_max, 0.0)
    return Mismatch(weights, float(drawn.abs().mean()), float(drawn.abs().max()), float(-drawn.mean()))
