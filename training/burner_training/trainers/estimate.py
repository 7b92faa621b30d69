"""How many steps, how much memory and how much time a training takes, from sizes alone; pure but for `shape_of`."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from burner.errors import BurnerError
from burner_training.models.load import base_model
from burner_training.models.lora import Lora
from burner_training.recipes.schema import Model, Recipe, Stage
from burner_training.trainers.line import duration

CPU_FLOPS, GPU_FLOPS = 60e9, 300e12
"""What a training pass reaches: two cores of a server (measured 40-60 GFLOP/s), a GPU of the H100 kind at 30 %."""
PROMPT_TOKENS = 300.0
_BYTES = {"float32": 4, "bfloat16": 2, "float16": 2}
ADAM_BYTES = 12
"""Of each trained weight: its gradient and two moments in 32 bits."""


@dataclass(frozen=True)
class Shape:
    """Sizes of a model; `head` are the weights of the embedding and of the head, each."""

    weights: float
    layers: int
    hidden: int
    inner: int
    head: float


@dataclass(frozen=True)
class Estimate:
    """What a training takes, per process and in all."""

    steps: int
    rows: int | None
    tokens_per_step: float
    trained: float
    memory_bytes: float
    step_s: float
    gpu: bool
    processes: int

    def lines(self) -> list[str]:
        """The estimate in words."""
        known = " (for 1000 rows: --data says how many there are)" if self.rows is None else f" over {self.rows} rows"
        where = (
            f"on each of {self.processes} GPUs" if self.processes > 1 else "on one GPU" if self.gpu else "on two cores"
        )
        return [
            f"steps: {self.steps}{known}, up to {self.tokens_per_step:.0f} tokens trained in each",
            f"trained weights: {self.trained / 1e6:.1f} million",
            f"memory: about {self.memory_bytes / 1e9:.1f} GB {where}",
            f"time: about {duration(self.step_s)} a step, {duration(self.step_s * self.steps)} in all, without rollouts and judge",
        ]


def shape_of(model: Model) -> Shape:
    """The sizes of a recipe's model, from its configuration where it is at hand, else from the recipe."""
    from transformers import AutoConfig

    try:
        config: Any = AutoConfig.from_pretrained(base_model(model.name).folder, local_files_only=True)
    except (BurnerError, OSError):
        weights = model.parameters or 0.5e9
        hidden = round((weights / 1e9) ** 0.5 * 1300 / 64) * 64
        return Shape(weights, 36, hidden, 5 * hidden, 151_936 * hidden)
    head = float(config.vocab_size * config.hidden_size)
    layer = 2 * config.hidden_size**2 * (1 + config.num_key_value_heads / config.num_attention_heads)
    layer += 3 * config.hidden_size * config.intermediate_size
    ends = head if config.tie_word_embeddings else 2 * head
    weights = config.num_hidden_layers * layer + ends
    return Shape(weights, config.num_hidden_layers, config.hidden_size, config.intermediate_size, head)


def estimate(stage: Stage, recipe: Recipe, settings: Any, rows: int | None, shape: Shape) -> Estimate:
    """What the stage takes; `settings` is TRL's configuration, of which only what the recipe leaves out is read."""
    chosen = dict(recipe.stage(stage))

    def setting(name: str) -> Any:
        return chosen.get(name, getattr(settings, name, None))

    batch = int(setting("per_device_train_batch_size")) * int(chosen.get("gradient_accumulation_steps", 1))
    if stage == "grpo":
        sharing = int(setting("num_generations")) if recipe.rollouts.share_prompts else 1
        length = PROMPT_TOKENS / sharing + int(setting("max_completion_length"))
        prompts = max(1, batch * recipe.processes // int(setting("num_generations")))
    else:
        length = float(chosen.get("max_length") or 1024) * (2 if stage == "dpo" else 1)
        prompts = batch * recipe.processes
    epochs = float(chosen.get("num_train_epochs", 3))
    steps = int(chosen.get("max_steps", -1))
    if steps < 0:
        steps = ceil((rows or 1000) * epochs / prompts)
    tokens = batch * length
    trained = trained_weights(recipe.model.lora, shape)
    below = shape.layers - (recipe.model.lora.upper_layers or shape.layers) if recipe.model.lora else 0
    share_back = 1 - below / shape.layers
    flops = 2 * (shape.weights - shape.head) * tokens * (1 + (1 if recipe.model.lora else 2) * share_back)
    gpu = not chosen.get("use_cpu")
    step_s = flops / (GPU_FLOPS if gpu else CPU_FLOPS)
    at_a_time = int(setting("per_device_train_batch_size")) * length
    activations = at_a_time * (shape.layers - below) * (8 * shape.hidden + 3 * shape.inner) * 4
    if chosen.get("gradient_checkpointing", True):
        activations /= 8
    size = _BYTES.get(recipe.model.dtype, 4)
    shared = recipe.processes if recipe.deepspeed else 1
    memory = shape.weights * size / shared + trained * ADAM_BYTES / shared + activations + at_a_time * 32_768 * 4
    return Estimate(steps, rows, tokens, trained, memory, step_s, gpu, recipe.processes)


def trained_weights(lora: Lora | None, shape: Shape) -> float:
    """How many weights change."""
    if lora is None:
        return shape.weights
    layers = lora.upper_layers or shape.layers
    wide = sum(name in {"gate_proj", "up_proj", "down_proj"} for name in lora.targets)
    narrow = len(lora.targets) - wide
    return float(layers * lora.rank * (wide * (shape.hidden + shape.inner) + narrow * 2 * shape.hidden))
