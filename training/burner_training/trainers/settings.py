"""A stage's settings as TRL's configuration: the recipe's, and what burner decides for every run."""

from __future__ import annotations

import dataclasses
import importlib.util
from pathlib import Path
from typing import Any

from burner.errors import UnavailableError, UsageError
from burner_training.recipes.read import FOLDER, meant
from burner_training.recipes.schema import Recipe, Stage

OURS = frozenset({"output_dir", "save_strategy", "save_steps", "save_total_limit", "disable_tqdm", "deepspeed"})
"""What a recipe says elsewhere, or not at all."""


def configuration(stage: Stage, recipe: Recipe, output: Path) -> Any:
    """The SFTConfig, DPOConfig or GRPOConfig of a stage; UsageError where a setting is unknown or TRL refuses it."""
    kind = _kind(stage)
    known = {item.name for item in dataclasses.fields(kind)} - OURS
    settings = dict(recipe.stage(stage))
    for key in settings:
        if key not in known:
            raise UsageError(f"the recipe has an unknown key {stage}.{key}", meant(key, known))
    settings.setdefault("report_to", "none")
    _loggers(settings["report_to"])
    settings.setdefault("logging_steps", 1)
    if recipe.deepspeed:
        settings["deepspeed"] = str(FOLDER / recipe.deepspeed)
    if stage == "grpo" and recipe.rollouts.backend == "vllm":
        settings["use_vllm"] = True
        settings["vllm_importance_sampling_correction"] = recipe.rollouts.correction != "none"
        if recipe.rollouts.correction != "none":
            settings["vllm_importance_sampling_mode"] = recipe.rollouts.correction
            settings["vllm_importance_sampling_clip_max"] = recipe.rollouts.clip_max
    try:
        return kind(
            output_dir=str(output),
            save_strategy="no",  # by the clock, see callbacks.py
            save_total_limit=recipe.checkpoints.keep,
            disable_tqdm=True,
            remove_unused_columns=stage != "grpo",
            **settings,
        )
    except (ValueError, TypeError, ImportError) as error:
        raise UsageError(
            f"the recipe's {stage} settings don't go together: {error}", "change them with --set"
        ) from error


def _loggers(names: Any) -> None:
    """Raise UnavailableError where a logger of figures is asked for and not installed."""
    for name in [names] if isinstance(names, str) else names:
        if name not in {"none", "all"} and importlib.util.find_spec(str(name)) is None:
            raise UnavailableError(f"{name} is not installed", f"pip install {name}, or leave report_to out")


def _kind(stage: Stage) -> Any:
    import trl

    return {"sft": trl.SFTConfig, "dpo": trl.DPOConfig, "grpo": trl.GRPOConfig}[stage]
