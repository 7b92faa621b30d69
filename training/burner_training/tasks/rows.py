"""Tasks as rows of Hugging Face `datasets`, there and back without loss.

The columns and their types are fixed, so that a data set without any measured solution is stored like every other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from burner.errors import UnavailableError, UsageError
from burner_training.tasks.schema import Example, Measured, Solution, Task

if TYPE_CHECKING:
    from datasets import Dataset, Features

Row = dict[str, Any]
TASK_ID = "task_id"
"""The column by which prompts of a training set name their task."""


def to_row(task: Task) -> Row:
    """The row of a task: plain dicts, lists and values; its id is in the column `task_id`."""
    row = {name: [*value] if isinstance(value, tuple) else value for name, value in asdict(task).items()}
    return {TASK_ID: row.pop("id"), **row}


def from_row(row: Mapping[str, Any]) -> Task:
    """The task of a row; raises UsageError where a column is missing or unknown."""
    fields = dict(row)
    try:
        fields["id"] = fields.pop(TASK_ID)
        fields["original"] = _solution(fields["original"])
        fields["cases"] = tuple(Example(**case) for case in fields["cases"])
        fields["generators"] = tuple(fields["generators"])
        fields["humans"] = tuple(_solution(human) for human in fields["humans"])
        return Task(**fields)
    except (KeyError, TypeError) as error:
        raise UsageError(f"a row is no task: {error}", "build the data set again: burner train data build") from error


def _solution(fields: Mapping[str, Any]) -> Solution:
    measured = fields["measured"]
    return Solution(fields["code"], None if measured is None else Measured(**measured))


def features() -> Features:
    """The types of the columns."""
    from datasets import Features, List, Value

    text = Value("string")
    measured = {
        "time_s": Value("float64"),
        "peak_memory_bytes": Value("int64"),
        "integral_byte_s": Value("float64"),
        "passed": Value("bool"),
    }
    solution = {"code": text, "measured": measured}
    columns = dict.fromkeys((TASK_ID, "problem", "statement", "kind"), text) | {"original": solution}
    columns |= dict.fromkeys(("entry", "language", "tests"), text)
    columns |= {"cases": List({"input": text, "output": text}), "generators": List(text), "humans": List(solution)}
    columns |= {"ranked": Value("bool")}
    return Features(columns | dict.fromkeys(("split", "licence", "source"), text))


def to_dataset(tasks: Iterable[Task]) -> Dataset:
    """The tasks as a data set, in their order."""
    from datasets import Dataset

    columns = features()
    rows = [to_row(task) for task in tasks]
    return Dataset.from_dict({name: [row[name] for row in rows] for name in columns}, features=columns)


def from_dataset(dataset: Iterable[Mapping[str, Any]]) -> Iterator[Task]:
    """The tasks of a data set, in its order."""
    return (from_row(row) for row in dataset)


def save(tasks: Iterable[Task], folder: Path) -> None:
    """Write the tasks as a data set on disk: `datasets.load_from_disk(folder)` reads it too."""
    to_dataset(tasks).save_to_disk(str(folder))


def load(folder: Path) -> list[Task]:
    """The tasks of a folder that `save` wrote; raises UsageError where it holds none."""
    try:
        from datasets import load_from_disk
    except ImportError as error:
        raise UnavailableError(f"{error.name} is missing", "pip install 'burner-perf[train]'") from error
    if not (folder / "dataset_info.json").is_file():
        raise UsageError(f"{folder} holds no data set", "burner train data build --data DIR --out FOLDER makes one")
    return [*from_dataset(load_from_disk(str(folder)))]
