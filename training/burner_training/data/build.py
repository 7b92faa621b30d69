"""Makes one data set of many sources: drops what is plainly unusable before anything is run, and says why."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from burner_training.tasks.schema import Solution, Task


@dataclass(frozen=True)
class Built:
    """The tasks that are left, and the ids of those that aren't, with the reason."""

    tasks: tuple[Task, ...]
    dropped: dict[str, str]


def build(tasks: Iterable[Task], *, untested: bool = False) -> Built:
    """Keep what parses, has its entry, and occurs once; `untested` keeps tasks without tests, for supervised training.

    A task without tests takes those of another source's task of the same problem and entry.
    """
    kept: list[Task] = []
    dropped: dict[str, str] = {}
    codes: dict[tuple[str, str], str] = {}
    for task in _with_tests([*tasks]):
        reason = _unusable(task, untested=untested)
        key = (task.problem, task.original.code)
        if reason is None and key in codes:
            reason = f"the same as {codes[key]}"
        if reason is not None:
            dropped[task.id] = reason
            continue
        codes[key] = task.id
        kept.append(replace(task, humans=_distinct(task)))
    return Built(tuple(kept), dropped)


def _with_tests(tasks: Sequence[Task]) -> Iterable[Task]:
    known = {(task.problem, task.entry): task for task in tasks if task.checkable and task.kind == "function"}
    for task in tasks:
        other = None if task.checkable else known.get((task.problem, task.entry))
        yield task if other is None else replace(task, tests=other.tests)


def _unusable(task: Task, *, untested: bool) -> str | None:
    if task.language != "python":
        return f"it is in {task.language}; burner runs Python"
    if not task.checkable and not untested:
        return "it has no tests"
    found = _entries(task.original.code)
    if found is None:
        return "its original does not parse"
    if task.kind == "function" and task.entry not in found:
        return f"its original has no {task.entry}"
    return None


def _distinct(task: Task) -> tuple[Solution, ...]:
    """The human solutions that parse and have the entry, each text once."""
    kept: dict[str, Solution] = {}
    for human in task.humans:
        found = _entries(human.code)
        if found is not None and (task.kind == "program" or task.entry in found):
            kept.setdefault(human.code, human)
    return tuple(kept.values())


def _entries(code: str) -> set[str] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    found = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)}
    return found
