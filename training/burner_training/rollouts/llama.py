"""Completions by llama.cpp: the quantized base, and the adapter in training converted to a GGUF adapter at every step.

A TRL rollout function. What it samples from differs a little from what is trained (llama.cpp computes with 8-bit
activations), so the log-probability of every token drawn is handed back for `trainers/mismatch.py` to correct.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from burner import scratch
from burner.policy.llama.native import Native
from burner.policy.llama.sampler import Job, Sampler
from burner.policy.parse import answer_complete
from burner_training.export.adapter import adapter_tensors, write_adapter
from burner_training.rollouts.messages import Prompt, as_text, forced_beginning

_STEP_SEEDS, _SEED_STEP = 1_000_003, 7919


@dataclass
class LlamaRollouts:
    """Samples the completions of a step, one for each prompt in the list; call it as TRL calls a `rollout_func`.

    Seeds follow from the run's seed and the step alone, and every step starts with an empty cache, so that a resumed
    run draws what an uninterrupted one would have drawn.
    """

    gguf: Path
    slots: int = 8
    threads: int | None = None
    stop_at_fence: bool = True
    """Whether an answer is complete with its fenced block, as in the product, or only where the model ends it."""
    seconds: float = 0.0
    tokens: int = 0
    _native: Native | None = field(default=None, repr=False)

    def __call__(self, prompts: list[Prompt], trainer: Any) -> dict[str, list[list[Any]]]:
        """Token ids of prompts and completions, and the log-probability of every completion token."""
        began = time.monotonic()
        native = self._with_adapter(trainer)
        texts = [as_text(prompt, trainer.processing_class) for prompt in prompts]
        begun = [forced_beginning(prompt) for prompt in prompts]
        first_seed = (trainer.args.seed * _STEP_SEEDS + trainer.state.global_step) * _SEED_STEP
        first_seed += trainer.accelerator.process_index * len(prompts)
        jobs = [
            Job(
                text,
                temperature=trainer.temperature,
                seed=first_seed + number,
                max_tokens=trainer.max_completion_length,
                stop=self._stop(begun[number]),
                record=True,
                tag=number,
            )
            for number, text in enumerate(texts)
        ]
        samples = sample_all(native, jobs, self.slots, self.threads)
        self.seconds += time.monotonic() - began
        self.tokens += sum(sample.tokens for sample in samples)
        return {
            "prompt_ids": [native.tokens(text) for text in texts],
            "completion_ids": [list(sample.token_ids) for sample in samples],
            "logprobs": [list(sample.logprobs) for sample in samples],
        }

    def _stop(self, begun: str) -> Callable[[str], bool]:
        if not self.stop_at_fence:
            return lambda _text: False
        return lambda text: answer_complete(begun + text)

    def _with_adapter(self, trainer: Any) -> Native:
        """The base with the adapter as it is now."""
        if self._native is None:
            self._native = Native(self.gguf)
        model = trainer.accelerator.unwrap_model(trainer.model)
        alpha = model.peft_config["default"].lora_alpha
        with scratch.directory() as folder:
            self._native.adapt(write_adapter(adapter_tensors(model), alpha, Path(folder) / "adapter.gguf"))
        return self._native

    def close(self) -> None:
        """Free the model."""
        if self._native is not None:
            self._native.close()
            self._native = None


def sample_all(native: Native, jobs: Sequence[Job], slots: int, threads: int | None = None) -> list[Any]:
    """One sample per job, in the jobs' order (`tag` is its place), from an empty cache."""
    sampler = Sampler(native, threads)
    try:
        samples = sorted(sampler.sample(jobs, slots=min(slots, len(jobs))), key=lambda sample: sample.job.tag)
    finally:
        sampler.close()
    return samples
