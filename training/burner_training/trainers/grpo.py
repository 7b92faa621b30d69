"""GRPO with completions of any sampler: TRL's trainer, whose loss is corrected for what llama.cpp computes differently.

TRL weights the loss by p_trained / p_sampler only for vLLM. Here the advantages are weighted instead, which is the same:
every loss of TRL's is linear in them for weights that aren't negative.
"""

from __future__ import annotations

from typing import Any

from trl import GRPOTrainer

from burner_training.recipes.schema import Rollouts
from burner_training.rollouts.messages import as_text
from burner_training.trainers.guarded import Guarded
from burner_training.trainers.mismatch import mismatch
from burner_training.trainers.shared_prompt import pack, score, spread


class PolicyTrainer(Guarded, GRPOTrainer):  # type: ignore[misc]
    """GRPO for burner's policy; `rollouts` says what is corrected, and whether prompts are shared in training."""

    def __init__(self, *args: Any, rollouts: Rollouts, **options: Any) -> None:
        super().__init__(*args, **options)
        self._rollouts = rollouts
        self._in_loss: dict[str, Any] | None = None

    def _tokenize_prompts(self, prompts: list[Any]) -> tuple[list[list[int]], None, dict[str, Any]]:
        """Tokens of prompts for TRL's own generation; a forced beginning of the answer counts to its prompt."""
        texts = [as_text(prompt, self.processing_class) for prompt in prompts]
        return self.processing_class(text=texts)["input_ids"], None, {}

    def _compute_loss(self, model: Any, inputs: dict[str, Any]) -> Any:
        self._in_loss = self._worth_computing(inputs)
        try:
            return super()._compute_loss(model, self._in_loss)
        finally:
            self._in_loss = None

    def _worth_computing(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """A copy of the batch without the rows that can't move the loss: those of groups with equal rewards.

        Only where the loss is divided by the tokens of the whole batch (`dapo`), so that its value stays the same.
        """
        idle = inputs["advantages"] == 0
        if self.loss_type != "dapo" or self.beta != 0.0 or self._entropy_bonus_enabled or not bool(idle.any()):
            return dict(inputs)
        kept = ~idle
        kept[0] |= ~kept.any()  # one row stays, so that there is a loss to take the gradient of
        rows = len(idle)
        return {
            name: value[kept] if getattr(value, "dim", lambda: 0)() > 0 and len(value) == rows else value
            for name, value in inputs.items()
        }

    def _get_per_token_logps_and_entropies(
        self,
        model: Any,
        input_ids: Any,
        attention_mask: Any,
        logits_to_keep: int,
        *args: Any,
        compute_entropy: bool = False,
        **options: Any,
    ) -> tuple[Any, Any, Any]:
        if self._rollouts.share_prompts:
            packed = pack(input_ids, attention_mask, logits_to_keep, self._tokenizer.pad_token_id)
            with self.accelerator.autocast():
                found = score(model, packed)
            logps = spread(found.log_probs, packed)
            entropies = spread(found.entropy, packed) if compute_entropy else None
            result = logps, entropies, None
        else:
            result = super()._get_per_token_logps_and_entropies(
                model, input_ids, attention_mask, logits_to_keep, *args, compute_entropy=compute_entropy, **options
            )
        if self._in_loss is not None and compute_entropy:
            self._correct(self._in_loss, result[0].detach())
        return result

    def _correct(self, inputs: dict[str, Any], trained: Any) -> None:
        """Weight the advantages of the batch in the loss by the importance of its tokens, and log how far they are off."""
        sampled = inputs.get("sampling_per_token_logps")
        if sampled is None or self.use_vllm:  # TRL corrects vLLM's itself
            return
        old = inputs.get("old_per_token_logps")
        mask = inputs["completion_mask"]
        rollouts = self._rollouts
        found = mismatch(trained if old is None else old, sampled, mask, rollouts.correction, rollouts.clip_max)
        inputs["advantages"] = inputs["advantages"].unsqueeze(1) * found.weights
        metrics = self._metrics["train" if self.model.training else "eval"]
        counted = found.weights[mask.bool()] if found.weights.shape == mask.shape else found.weights
        metrics["sampling/sampling_logp_difference/mean"].append(found.difference_mean)
        metrics["sampling/sampling_logp_difference/max"].append(found.difference_max)
        metrics["sampling/divergence"].append(found.divergence)
        metrics["sampling/importance_sampling_ratio/mean"].append(float(counted.mean()))
        metrics["sampling/importance_sampling_ratio/max"].append(float(counted.max()))
