"""The rows a stage trains on: a folder that `datasets` saved, or JSON lines, with the columns that TRL wants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from burner.errors import UsageError
from burner_training.recipes.schema import Stage

COLUMNS: dict[Stage, tuple[str, ...]] = {
    "sft": ("prompt", "completion"),
    "dpo": ("prompt", "chosen", "rejected"),
    "grpo": ("prompt", "task_id"),
}


def load_rows(stage: Stage, path: Path) -> Any:
    """The data set of a stage; UsageError where it isn't there, is empty, or lacks a column."""
    from datasets import Dataset, load_from_disk

    if not path.exists():
        raise UsageError(f"there is no data in {path}", "burner train data rows makes it")
    if path.is_dir():
        if not (path / "dataset_info.json").is_file():
            raise UsageError(f"{path} holds no data set", "burner train data rows makes one")
        rows = load_from_disk(str(path))
    else:
        rows = Dataset.from_json(str(path))
    missing = [column for column in COLUMNS[stage] if column not in rows.column_names]
    if missing:
        raise UsageError(
            f"{path} can't be used for {stage}: it has no column {missing[0]}", f"it has {', '.join(rows.column_names)}"
        )
    if len(rows) == 0:
        raise UsageError(f"{path} holds no rows", "measure the tasks first: nothing of them passed")
    return rows
