"""What a recipe says. burner's own settings are fields here; those of a stage are the fields of TRL's configuration.

Knows no training library: a recipe can be read, checked and shown without torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from burner_training.models.lora import Lora

Stage = Literal["sft", "dpo", "grpo"]
STAGES: tuple[Stage, ...] = ("sft", "dpo", "grpo")
Backend = Literal["llama", "transformers", "vllm"]
Correction = Literal["none", "token_truncate", "token_mask", "sequence_truncate", "sequence_mask"]


@dataclass(frozen=True)
class Model:
    """The base model and what of it is trained; without `lora` every weight is."""

    name: str
    """burner's name of a model, a .gguf file, `tiny`, a folder, or a name on the hub."""
    dtype: str = "float32"
    lora: Lora | None = None
    parameters: float | None = None
    """How many weights it has, for estimates where the model itself isn't at hand."""


@dataclass(frozen=True)
class Rollouts:
    """Where GRPO's completions come from, and how the sampler's difference from the trained model is corrected."""

    backend: Backend = "llama"
    slots: int = 8
    threads: int = 2
    stop_at_fence: bool = True
    longest_prompt: int | None = None
    """Tokens; rows with longer prompts are left out, as in the paper."""
    correction: Correction = "token_truncate"
    clip_max: float = 2.0
    """Importance ratios above it are cut there (truncate) or their tokens dropped (mask)."""
    share_prompts: bool = True
    """Whether a group's prompt is computed once in training, not once for each of its completions."""


@dataclass(frozen=True)
class Reward:
    """Which reward, and where the judge runs; `style` is the form an answer must have."""

    scale: Literal["burner", "paper"] = "burner"
    style: Literal["product", "paper"] = "product"
    objective: Literal["time", "memory", "integral"] = "time"
    workers: str = "1"
    """Processes that judge at a time, or `ray` for a cluster."""
    functions: tuple[str, ...] = ()
    """Dotted paths of reward functions of your own, as in TRL's scripts; they replace the judge."""


@dataclass(frozen=True)
class Checkpoints:
    """How often a run is saved, and how much of it is kept."""

    minutes: float = 5.0
    keep: int = 2


@dataclass(frozen=True)
class Recipe:
    """One way to train; `sft`, `dpo` and `grpo` hold fields of TRL's SFTConfig, DPOConfig and GRPOConfig."""

    name: str
    about: str
    model: Model
    rollouts: Rollouts = Rollouts()
    reward: Reward = Reward()
    checkpoints: Checkpoints = Checkpoints()
    processes: int = 1
    """How many processes `accelerate launch` starts."""
    deepspeed: str | None = None
    """A DeepSpeed configuration beside the recipe."""
    threads: int = 2
    """Threads of torch on a processor."""
    sft: Mapping[str, Any] = field(default_factory=dict)
    dpo: Mapping[str, Any] = field(default_factory=dict)
    grpo: Mapping[str, Any] = field(default_factory=dict)

    def stage(self, stage: Stage) -> Mapping[str, Any]:
        """The settings of one stage."""
        return {"sft": self.sft, "dpo": self.dpo, "grpo": self.grpo}[stage]
