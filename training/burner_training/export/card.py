"""The model card: what it is, what it was trained on and how, what was measured, and which bytes are meant."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from burner.models.store import sha256
from burner_training.recipes.schema import Recipe


@dataclass(frozen=True)
class Card:
    """What a card says; `evaluation` is the document that `burner train evaluate --json` wrote."""

    name: str
    recipe: Recipe
    stages: tuple[str, ...]
    steps: int
    data: str
    licence: str
    files: Mapping[Path, str]
    """File -> what was found when it was checked."""
    evaluation: Mapping[str, Any] | None = None


def write_card(card: Card, path: Path) -> Path:
    """Write the card as Markdown."""
    reward = card.recipe.reward
    lines = [
        f"# {card.name}",
        "",
        f"A policy for `burner optimize`, trained from {card.recipe.model.name}.",
        "",
        "| | |",
        "|---|---|",
        f"| base | {card.recipe.model.name} |",
        f"| licence | {card.licence} |",
        f"| trained by | {', '.join(card.stages)}, recipe {card.recipe.name}, {card.steps} steps |",
        f"| data | {card.data} |",
        f"| reward | scale {reward.scale}, form {reward.style}, objective {reward.objective} |",
    ]
    if card.recipe.model.lora is not None:
        lora = card.recipe.model.lora
        layers = f"the upper {lora.upper_layers} layers" if lora.upper_layers else "all layers"
        lines.append(f"| adapter | LoRA of rank {lora.rank}, alpha {lora.alpha}, on {layers} |")
    lines += ["", "## Files", "", "| file | bytes | SHA-256 | checked |", "|---|---|---|---|"]
    lines += [
        f"| {file.name} | {file.stat().st_size} | `{sha256(file)}` | {found} |" for file, found in card.files.items()
    ]
    lines += ["", "## Evaluation", ""]
    if card.evaluation is None:
        lines.append("None yet: `burner train evaluate` measures it.")
    else:
        lines += ["```json", json.dumps(card.evaluation, indent=2), "```"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
