"""The rows a stage trains on: made of a data set of tasks, or ready rows with the columns that TRL wants.

Ready rows are a folder that `datasets` saved, or JSON lines.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from burner.errors import UsageError
from burner_training.data.split import refuse_leaks
from burner_training.prompts.rows import dpo_rows, prompt_rows, sft_rows
from burner_training.recipes.schema import Reward, Stage
from burner_training.tasks.rows import from_dataset, load

COLUMNS: dict[Stage, tuple[str, ...]] = {
    "sft": ("prompt", "completion"),
    "dpo": ("prompt", "chosen", "rejected"),
    "grpo": ("prompt", "task_id"),
}


_OF_TASKS = {"statement", "original", "split"}
"""Columns by which a data set of tasks is known."""


def load_rows(stage: Stage, path: Path, reward: Reward) -> Any:
    """The data set of a stage; of tasks, only those of the split `train` are used.

    Raises UsageError where it isn't there, is empty, or lacks a column.
    """
    from datasets import Dataset, load_from_disk

    if not path.exists():
        raise UsageError(f"there is no data in {path}", "burner train data build makes it")
    if path.is_dir():
        if not (path / "dataset_info.json").is_file():
            raise UsageError(f"{path} holds no data set", "burner train data build makes one")
        rows = load_from_disk(str(path))
    else:
        rows = Dataset.from_json(str(path))
    if set(rows.column_names) >= _OF_TASKS:
        _refuse_test_tasks(rows, path)
        rows = Dataset.from_list(_made(stage, rows, reward))
    missing = [column for column in COLUMNS[stage] if column not in rows.column_names]
    if missing:
        raise UsageError(
            f"{path} can't be used for {stage}: it has no column {missing[0]}", f"it has {', '.join(rows.column_names)}"
        )
    if len(rows) == 0:
        raise UsageError(f"{path} holds no rows", "measure the tasks first: nothing of them passed")
    return rows


def _refuse_test_tasks(rows: Any, path: Path) -> None:
    """Refuse a set that shares a problem with the test split beside it."""
    beside = path.parent / "test"
    if beside != path and (beside / "dataset_info.json").is_file():
        train = [task for task in from_dataset(rows) if task.split == "train"]
        refuse_leaks(train, load(beside), near=False)


def _made(stage: Stage, dataset: Any, reward: Reward) -> list[dict[str, Any]]:
    """Rows of tasks in the form that the reward wants."""
    tasks = [task for task in from_dataset(dataset) if task.split == "train"]
    if not tasks:
        raise UsageError("no task is for training", "burner train data split puts aside only a part of them")
    style, objectives = reward.style, (reward.objective,)
    if stage == "sft":
        return sft_rows(tasks, style, objectives)
    return dpo_rows(tasks, style, objectives) if stage == "dpo" else prompt_rows(tasks, style, objectives)
