"""One training from start to end: model, rows, trainer, checkpoints, adapter. The same for all stages and recipes."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from burner.errors import BurnerError, UnavailableError, UsageError
from burner_training.export.adapter import convert_adapter
from burner_training.models.load import Base, base_model, load_model, load_tokenizer
from burner_training.models.lora import adapted
from burner_training.recipes.read import build, dump
from burner_training.recipes.schema import Recipe, Stage

RECIPE, STAGES_DONE = "recipe.yaml", "stages.json"
ADAPTER, ADAPTER_GGUF, MODEL = "adapter", "adapter.gguf", "model"
FREE_TO_CHANGE = frozenset({"about", "threads", "checkpoints", "rollouts.threads", "reward.workers"})
"""What may differ between a run and its resumption, beside `max_steps` and a lower learning rate's."""
STAGE_FREE = frozenset({"max_steps", "num_train_epochs", "learning_rate", "report_to", "log_completions"})

RewardFunction = Callable[..., list[float | None]]


@dataclass(frozen=True)
class Order:
    """What to train: `rows` is a data set with the columns of the stage."""

    stage: Stage
    recipe: Recipe
    rows: Any
    output: Path
    adapter: Path | None = None
    """A trained adapter to go on from."""
    resume: bool = False
    rewards: Sequence[RewardFunction] = ()
    reward_weights: Sequence[float] | None = None
    extra: Sequence[Any] = field(default_factory=tuple)
    """Further callbacks."""


def train(order: Order) -> Path:
    """Train, and return the folder of the adapter (or model): with its GGUF beside it where the base has one.

    Raises UsageError where the recipe, the rows or the adapter don't fit, BurnerError where the disk is full, memory
    ends, or the loss is no number.
    """
    import torch

    checkpoint = _prepared(order)
    torch.set_num_threads(order.recipe.threads)
    with _memory(order.recipe), _quiet():
        base = base_model(order.recipe.model.name)
        trainer, close = _trainer(order, base)
        try:
            trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
        finally:
            close()
        return _saved(trainer, order, base)


def _prepared(order: Order) -> Path | None:
    """Make the folder, or find the checkpoint to go on from."""
    from burner_training.trainers.guarded import latest

    known = order.output / RECIPE
    if order.resume:
        if not known.is_file():
            raise UsageError(f"{order.output} holds no training to resume", "start it without --resume")
        _same(order, known)
        return latest(order.output)
    if any(order.output.glob("checkpoint-*")) or (order.output / ADAPTER).exists():
        raise UsageError(f"{order.output} holds a training already", "go on with --resume, or give another folder")
    try:
        order.output.mkdir(parents=True, exist_ok=True)
        known.write_text(dump(order.recipe), encoding="utf-8")
        before = stages_of(order.adapter.parent) if order.adapter else []
        (order.output / STAGES_DONE).write_text(json.dumps([*before, order.stage]), encoding="utf-8")
    except OSError as error:
        raise BurnerError(f"{order.output} can't be written: {error.strerror}", "give another folder") from error
    return None


def stages_of(output: Path) -> list[str]:
    """The stages that led to what a training's folder holds, in their order."""
    path = output / STAGES_DONE
    return [*json.loads(path.read_text(encoding="utf-8"))] if path.is_file() else []


def _same(order: Order, known: Path) -> None:
    """Refuse to resume with settings that would make another run of it."""
    import yaml

    before = build(Recipe, yaml.safe_load(known.read_text(encoding="utf-8")), "")
    flat = [_flat(dataclasses.asdict(recipe)) for recipe in (before, order.recipe)]
    free = FREE_TO_CHANGE | {f"{order.stage}.{name}" for name in STAGE_FREE}
    changed = [
        key
        for key in sorted(flat[0].keys() | flat[1].keys())
        if flat[0].get(key) != flat[1].get(key) and not any(key == one or key.startswith(f"{one}.") for one in free)
    ]
    if changed:
        raise UsageError(f"{order.output} was trained with another {changed[0]}", "resume with the same recipe")


def _flat(value: Any, key: str = "") -> dict[str, Any]:
    if not isinstance(value, dict):
        return {key: [*value] if isinstance(value, tuple) else value}
    found: dict[str, Any] = {}
    for name, inner in value.items():
        found |= _flat(inner, f"{key}.{name}" if key else name)
    return found


def _trainer(order: Order, base: Base) -> tuple[Any, Callable[[], None]]:
    """TRL's trainer for the stage, and what ends its sampler."""
    from trl import DPOTrainer, SFTTrainer

    from burner_training.trainers.callbacks import ByTheClock, Dashboard, FiniteGradients
    from burner_training.trainers.guarded import Guarded
    from burner_training.trainers.settings import configuration

    recipe = order.recipe
    settings = configuration(order.stage, recipe, order.output)
    import torch
    from transformers import set_seed

    set_seed(settings.seed)
    torch.use_deterministic_algorithms(True, warn_only=True)
    tokenizer = load_tokenizer(base)
    model = load_model(base, recipe.model.dtype)
    if recipe.model.lora is not None:
        model = adapted(model, recipe.model.lora, order.adapter)
    elif order.adapter is not None:
        raise UsageError(
            "the recipe trains the whole model, and takes no adapter", "merge it first: burner train export"
        )
    common = {
        "model": model,
        "args": settings,
        "train_dataset": order.rows,
        "processing_class": tokenizer,
        "callbacks": [
            ByTheClock(recipe.checkpoints.minutes),
            FiniteGradients(),
            Dashboard(order.stage, order.output),
            *order.extra,
        ],
    }
    if order.stage == "grpo":
        trainer, close = _grpo(order, base, common)
    else:
        kind: Any = type("Trainer", (Guarded, SFTTrainer if order.stage == "sft" else DPOTrainer), {})
        trainer, close = kind(**common), _nothing
    from transformers import PrinterCallback

    trainer.remove_callback(PrinterCallback)
    return trainer, close


def _grpo(order: Order, base: Base, common: dict[str, Any]) -> tuple[Any, Callable[[], None]]:
    from burner_training.rollouts.llama import LlamaRollouts
    from burner_training.trainers.grpo import PolicyTrainer

    rollouts = order.recipe.rollouts
    common["train_dataset"] = _short_enough(order.rows, rollouts.longest_prompt, common["processing_class"])
    common["args"].reward_weights = list(order.reward_weights) if order.reward_weights else None
    common |= {"reward_funcs": list(order.rewards), "rollouts": rollouts}
    if rollouts.backend != "llama":
        return PolicyTrainer(**common), _nothing
    if base.gguf is None:
        hint = "take a model that llama.cpp has (--set model.name=...), or --set rollouts.backend=transformers"
        raise UsageError(f"llama.cpp can't sample from {base.name}: it is no GGUF file", hint)
    if order.recipe.model.lora is None:
        hint = "train an adapter (model.lora), or --set rollouts.backend=transformers"
        raise UsageError("llama.cpp samples from a base model with an adapter, and the recipe trains no adapter", hint)
    sampler = LlamaRollouts(base.gguf, rollouts.slots, rollouts.threads, rollouts.stop_at_fence)
    return PolicyTrainer(**common, rollout_func=sampler), sampler.close


def _short_enough(rows: Any, longest: int | None, tokenizer: Any) -> Any:
    from burner_training.rollouts.messages import as_text

    if longest is None:
        return rows
    kept = rows.filter(lambda row: len(tokenizer(as_text(row["prompt"], tokenizer))["input_ids"]) <= longest)
    if len(kept) == 0:
        raise UsageError(f"every prompt has more than {longest} tokens", "--set rollouts.longest_prompt=1000")
    if len(kept) < len(rows):
        sys.stderr.write(
            f"{len(rows) - len(kept)} of {len(rows)} rows left out: prompts of more than {longest} tokens\n"
        )
    return kept


def _nothing() -> None:
    """Nothing to end."""


def _saved(trainer: Any, order: Order, base: Base) -> Path:
    from burner_training.trainers.guarded import is_full

    lora = order.recipe.model.lora is not None
    folder = order.output / (ADAPTER if lora else MODEL)
    try:
        trainer.save_model(str(folder))
        if lora and base.gguf is not None:
            convert_adapter(folder, order.output / ADAPTER_GGUF)
    except Exception as error:
        if not is_full(error):
            raise
        raise BurnerError(f"the disk is full: {folder} could not be written", "make room, then --resume") from error
    return folder


@contextlib.contextmanager
def _memory(recipe: Recipe) -> Iterator[None]:
    """Turn running out of memory into words."""
    import torch

    hint = "lower per_device_train_batch_size, upper_layers or the lengths; --dry-run estimates what is needed"
    try:
        yield
    except (MemoryError, torch.OutOfMemoryError) as error:
        raise UnavailableError(f"{recipe.name} needs more memory than there is", hint) from error
    except RuntimeError as error:
        if "can't allocate memory" not in str(error):
            raise
        raise UnavailableError(f"{recipe.name} needs more memory than there is", hint) from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' bars and warnings off stderr, which is the dashboard's."""
    import warnings

    import datasets
    import transformers

    os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    datasets.disable_progress_bars()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
