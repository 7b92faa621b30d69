"""What a training would take, said before it starts: steps, memory and time; and two real steps on the same code path.

What this machine doesn't have (the model, GPUs, a vLLM server) is replaced by the tiny model on the processor, and the
report names each thing that was replaced.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from burner import scratch
from burner.errors import UnavailableError
from burner_training.models.load import TINY, base_model
from burner_training.recipes.schema import Recipe, Rollouts, Stage
from burner_training.trainers.estimate import Estimate, estimate, shape_of

STEPS = 2
_WORDS = {"role": "user", "content": "Make this faster:\n```python\ndef f(xs):\n    return sorted(xs)[0]\n```"}
_ANSWER = [{"role": "assistant", "content": "```python\ndef f(xs):\n    return min(xs)\n```"}]
_WORSE = [{"role": "assistant", "content": "```python\ndef f(xs):\n    return max(xs)\n```"}]
_ROWS: dict[Stage, dict[str, Any]] = {
    "sft": {"prompt": [_WORDS], "completion": _ANSWER},
    "dpo": {"prompt": [_WORDS], "chosen": _ANSWER, "rejected": _WORSE},
    "grpo": {"prompt": [_WORDS], "task_id": "dry/run"},
}


def dry_run(stage: Stage, recipe: Recipe, data: Path | None) -> str:
    """The report, ready to print; raises what the training itself would raise for a bad recipe or bad rows."""
    from burner_training.trainers.rows import load_rows
    from burner_training.trainers.settings import configuration

    rows = load_rows(stage, data, recipe.reward) if data is not None else None
    small, replaced = _small(stage, recipe)
    with scratch.directory() as folder:
        step_s = _tried(stage, small, Path(folder))
        steps_of = configuration(stage, small, Path(folder))
    found = estimate(stage, recipe, steps_of, None if rows is None else len(rows), shape_of(recipe.model))
    return _report(stage, recipe, found, replaced, step_s)


def _small(stage: Stage, recipe: Recipe) -> tuple[Recipe, list[str]]:
    """The recipe as this machine can run it, and what that replaces."""
    import torch

    replaced = []
    settings: dict[str, Any] = dict(recipe.stage(stage))
    model, rollouts, deepspeed = recipe.model, recipe.rollouts, recipe.deepspeed
    gpu = torch.cuda.is_available()
    if not ((gpu or settings.get("use_cpu")) and _at_hand(recipe)):
        if model.name != TINY:
            replaced.append(f"the model {model.name} by a random one of two million weights")
        model = dataclasses.replace(model, name=TINY, dtype="float32", lora=_fewer(model.lora))
    if not gpu and not settings.get("use_cpu"):
        replaced.append(f"{recipe.processes} GPU{'s' if recipe.processes > 1 else ''} by this processor")
        settings |= {"use_cpu": True, "bf16": False}
        deepspeed, replaced = _on_a_processor(deepspeed, replaced)
    if stage == "grpo" and rollouts.backend == "vllm":
        replaced.append("the vLLM server by generation in transformers")
        rollouts = dataclasses.replace(rollouts, backend="transformers")
        settings = {name: value for name, value in settings.items() if not name.startswith(("vllm", "use_vllm"))}
    settings |= {"max_steps": STEPS, **_short(stage, settings)}
    stages: dict[str, Any] = {stage: settings}
    one = dataclasses.replace(recipe, model=model, rollouts=_light(rollouts), processes=1, deepspeed=deepspeed)
    return dataclasses.replace(one, **stages), replaced


def _at_hand(recipe: Recipe) -> bool:
    try:
        base = base_model(recipe.model.name)
    except UnavailableError:
        return False
    return Path(base.folder).is_dir()


def _fewer(lora: Any) -> Any:
    return None if lora is None else dataclasses.replace(lora, upper_layers=0)


def _light(rollouts: Rollouts) -> Rollouts:
    return dataclasses.replace(rollouts, threads=1)


def _on_a_processor(deepspeed: str | None, replaced: list[str]) -> tuple[str | None, list[str]]:
    """Keep DeepSpeed where it is installed: its ZeRO steps run on a processor too."""
    import importlib.util

    if deepspeed is None or importlib.util.find_spec("deepspeed") is not None:
        return deepspeed, replaced
    return None, [*replaced, "DeepSpeed, which is not installed here, by a plain optimiser"]


def _short(stage: Stage, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Lengths and batches that take seconds."""
    if stage != "grpo":
        return {"per_device_train_batch_size": 2, "gradient_accumulation_steps": 1, "max_length": 256}
    group = min(4, int(settings.get("num_generations", 8)))
    few = {"per_device_train_batch_size": group, "gradient_accumulation_steps": 1, "num_generations": group}
    return {**few, "max_completion_length": 24, "steps_per_generation": None, "generation_batch_size": None}


def _tried(stage: Stage, small: Recipe, folder: Path) -> float:
    """Take the steps; seconds of one."""
    from datasets import Dataset

    from burner_training.trainers.run import Order, train

    def forms(prompts: Any, completions: Any, **_columns: Any) -> list[float | None]:  # noqa: ARG001  # TRL's signature
        return [float(len(str(reply)) % 7) for reply in completions]

    rows = Dataset.from_list([_ROWS[stage]] * 8)
    began = time.monotonic()
    with _as_launched(small):
        train(Order(stage, small, rows, folder / "run", rewards=[forms]))
    return (time.monotonic() - began) / STEPS


@contextlib.contextmanager
def _as_launched(small: Recipe) -> Iterator[None]:
    """Say in the environment what `accelerate launch` says to the only process, where DeepSpeed asks for it."""
    if small.deepspeed is None:
        yield
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    said = {"RANK": "0", "LOCAL_RANK": "0", "WORLD_SIZE": "1", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    before = {name: os.environ.get(name) for name in said}
    os.environ.update(said)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _report(stage: Stage, recipe: Recipe, found: Estimate, replaced: list[str], step_s: float) -> str:
    lines = [f"{stage} with {recipe.name}: {recipe.about}", *found.lines()]
    lines += [f"tried: {STEPS} steps of the same code took {step_s:.1f} s each"]
    lines += [f"replaced here: {what}" for what in replaced] or ["replaced here: nothing but the rows and the reward"]
    return "\n".join(lines)
