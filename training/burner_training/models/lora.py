"""LoRA on the upper layers: gradients need not travel below the lowest layer that is trained."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from burner.errors import UsageError

EVERY_MATRIX = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


@dataclass(frozen=True)
class Lora:
    """Which matrices get an adapter, and of what rank; `upper_layers` of 0 means all layers."""

    rank: int = 16
    alpha: int = 32
    dropout: float = 0.0
    upper_layers: int = 0
    targets: tuple[str, ...] = EVERY_MATRIX


def adapted(model: Any, lora: Lora, adapter: Path | None = None) -> Any:
    """The model with a new adapter, or with a trained one to go on from; UsageError where that doesn't fit the model."""
    from peft import LoraConfig, PeftModel, get_peft_model

    if adapter is not None:
        if not (adapter / "adapter_config.json").is_file():
            raise UsageError(f"{adapter} holds no adapter", "give the `adapter` folder of an earlier training")
        try:
            return PeftModel.from_pretrained(model, str(adapter), is_trainable=True)
        except (RuntimeError, ValueError) as error:
            first = str(error).partition("\n")[0]
            hint = "an adapter fits only the model that it was trained on"
            raise UsageError(f"the adapter {adapter} doesn't fit the base model: {first}", hint) from error
    layers = model.config.num_hidden_layers
    if lora.upper_layers > layers:
        raise UsageError(f"upper_layers is {lora.upper_layers}, the model has {layers} layers", "give fewer")
    config = LoraConfig(
        r=lora.rank,
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=list(lora.targets),
        layers_to_transform=list(range(layers - lora.upper_layers, layers)) if lora.upper_layers else None,
        task_type="CAUSAL_LM",
    )
    return get_peft_model(model, config)
