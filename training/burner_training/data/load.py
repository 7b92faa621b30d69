"""Reads data sets of any known layout: JSON lines (gzip or not), a folder of a Hugging Face data set, or of lessons."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from burner.errors import UsageError
from burner_training.data.sources import (
    apps,
    complexity_pairs,
    contests,
    leetcode_multi,
    lessons,
    mbpp_plus,
    mbpp_stress,
    pie_pairs,
    slow_functions,
    venus,
)
from burner_training.tasks.schema import Task

LAYOUTS: tuple[ModuleType, ...] = (
    slow_functions,
    lessons,
    mbpp_plus,
    mbpp_stress,
    leetcode_multi,
    contests,
    complexity_pairs,
    pie_pairs,
    venus,
    apps,
)
ENDINGS = (".jsonl.gz", ".jsonl", ".json")


def sources_in(place: Path) -> list[Path]:
    """The data sets in a folder, or the one that the path itself is; raises UsageError where there are none."""
    if not place.exists():
        raise UsageError(f"there is no {place}", "give a file of JSON lines, or a folder of such files")
    if place.is_file() or (place / "dataset_info.json").is_file() or lessons.holds(place):
        return [place]
    found = sorted(path for path in place.iterdir() if path.name.endswith(ENDINGS))
    found += sorted(path.parent for path in place.glob("*/dataset_info.json"))
    if not found:
        raise UsageError(
            f"{place} holds no data set", f"files end in {', '.join(ENDINGS)}; lessons are folders with before.py"
        )
    return found


def load(path: Path) -> Iterator[Task]:
    """The tasks of one data set; its name becomes their source. Raises UsageError where no layout fits."""
    source = name_of(path)
    for number, row in enumerate(_rows(path), 1):
        layout = layout_of(row, path)
        try:
            yield from layout.tasks(row, source)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise UsageError(
                f"{path.name}, row {number}: {type(error).__name__}: {error}", "mend or drop it"
            ) from error


def name_of(path: Path) -> str:
    """A data set's name, from its file's."""
    return next((path.name.removesuffix(end) for end in ENDINGS if path.name.endswith(end)), path.name)


def layout_of(row: Mapping[str, Any], path: Path) -> ModuleType:
    """The module for rows with such columns."""
    for layout in LAYOUTS:
        if row.keys() >= layout.COLUMNS:
            return layout
    known = ", ".join(layout.__name__.rpartition(".")[2] for layout in LAYOUTS)
    shown = ", ".join(sorted(row)[:8])
    raise UsageError(f"{path.name}: no known layout has the columns {shown}", f"known are {known}")


def _rows(path: Path) -> Iterable[Mapping[str, Any]]:
    if path.is_dir() and lessons.holds(path):
        return lessons.rows(path)
    if path.is_dir():
        from datasets import load_from_disk

        rows: Iterable[Mapping[str, Any]] = load_from_disk(str(path))
        return rows
    return _lines(path)


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    opened = gzip.open if path.name.endswith(".gz") else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise UsageError(f"{path.name}:{number} is no JSON object", "each line is one row")
                yield row
    except json.JSONDecodeError as error:
        raise UsageError(f"{path.name} is no file of JSON lines: {error}", "each line is one JSON object") from error
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise UsageError(f"{path} can't be read: {error}", "fetch it again") from error
