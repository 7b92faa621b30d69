"""One export: from the folder of a training to checked files and a card."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from burner.errors import BurnerError, UsageError
from burner_training.export.adapter import convert_adapter
from burner_training.export.card import Card, write_card
from burner_training.export.compare import Agreement, agreement
from burner_training.export.merge import Change, add_adapter, take_weights, write_merged
from burner_training.export.quantize import quantize
from burner_training.models.load import base_model
from burner_training.recipes.read import build
from burner_training.recipes.schema import Recipe
from burner_training.trainers.run import stages_of

QUESTIONS = (
    "Make this function faster:\n```python\ndef total(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t\n```",
    "Make this function faster:\n```python\ndef has(xs, ys):\n    return [x for x in xs if x in list(ys)]\n```",
    "Write a Python function `double(x)` that returns twice x.",
)


@dataclass(frozen=True)
class Wanted:
    """What to export; `kinds` are quantizations of the merged model, none for the adapter alone."""

    training: Path
    out: Path
    kinds: Sequence[str] = ()
    name: str = "burner-policy"
    data: str = "not said"
    licence: str = "Apache-2.0"
    evaluation: Path | None = None


def export(wanted: Wanted) -> list[Path]:
    """Write the files, check each by loading it, and write the card; returns all of them, the card last.

    Raises UsageError where the folder holds no finished training, BurnerError where a file doesn't say what was trained.
    """
    recipe = _recipe(wanted.training)
    base = base_model(recipe.model.name).gguf
    if base is None:
        hint = "train from a GGUF file, or merge with llama.cpp's own converter"
        raise UsageError(f"{recipe.model.name} has no GGUF file to export to", hint)
    try:
        wanted.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BurnerError(f"{wanted.out} can't be written: {error.strerror}", "give another folder") from error
    about = {"general.name": wanted.name, "general.license": wanted.licence}
    files: dict[Path, str] = {}
    adapter, change = None, _whole(wanted.training)
    if change is None:
        folder = wanted.training / "adapter"
        adapter = convert_adapter(folder, wanted.out / f"{wanted.name}.adapter.gguf", about)
        files[adapter] = "loaded with its base"
        change = add_adapter(folder)
    with tempfile.TemporaryDirectory(prefix="merge-", dir=wanted.out) as scratch:
        if wanted.kinds or adapter is None:
            plain = write_merged(base, change, Path(scratch) / "merged.gguf", about)
            for kind in wanted.kinds or ("f16",):
                path = quantize(plain, wanted.out / f"{wanted.name}-{kind}.gguf", kind)
                files[path] = _checked(path, agreement(base, adapter, path, QUESTIONS) if adapter else None)
    card = Card(
        wanted.name,
        recipe,
        tuple(stages_of(wanted.training)),
        _steps(wanted.training),
        wanted.data,
        wanted.licence,
        files,
        json.loads(wanted.evaluation.read_text(encoding="utf-8")) if wanted.evaluation else None,
    )
    return [*files, write_card(card, wanted.out / f"{wanted.name}.md")]


def _recipe(training: Path) -> Recipe:
    import yaml

    path = training / "recipe.yaml"
    if not path.is_file():
        raise UsageError(f"{training} holds no training", "give the --out of burner train sft, dpo or grpo")
    return build(Recipe, yaml.safe_load(path.read_text(encoding="utf-8")), "")


def _whole(training: Path) -> Change | None:
    """What takes over a wholly trained model; None where an adapter was trained."""
    if (training / "adapter").is_dir():
        return None
    folder = training / "model"
    if not folder.is_dir():
        raise UsageError(f"{training} is not finished", "go on with --resume")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return take_weights(folder, int(config["num_hidden_layers"]))


def _checked(path: Path, found: Agreement | None) -> str:
    if found is None:
        return "written by llama.cpp"
    if not found.sound:
        path.unlink()
        raise BurnerError(f"{path.name} doesn't say what was trained: {found.words()}", "export the adapter alone")
    return found.words()


def _steps(training: Path) -> int:
    from burner_training.trainers.callbacks import METRICS, read_metrics

    rows = read_metrics(training / METRICS)
    return int(rows[-1]["step"]) if rows else 0
