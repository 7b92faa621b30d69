"""The repository's own lessons: a cure that changes what a function does would be taught."""

from __future__ import annotations

import copy
import random
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from burner_training.data.load import load, sources_in
from burner_training.prompts.questions import exchange

from burner.errors import UsageError

LESSONS = Path(__file__).parents[2] / "training" / "lessons"
FOLDERS = sorted(path.parent for path in LESSONS.glob("*/*/before.py"))
CALLS = 12


def module_of(path: Path, name: str) -> types.ModuleType:
    """A file of a lesson as a module, under the name by which the others import it."""
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)  # noqa: S102 - our own
    return module


def outcome(module: types.ModuleType, target: str, arguments: Any) -> str:
    """Result or error of one call, and the arguments and the object afterwards."""
    sys.modules["work"] = module
    given = copy.deepcopy(arguments)
    owner = None
    try:
        if "." in target:
            made, given = given
            owner = getattr(module, target.partition(".")[0])(*made)
            result = repr(getattr(owner, target.partition(".")[2])(*given))
        else:
            result = repr(getattr(module, target)(*given))
    except Exception as error:  # noqa: BLE001 - whatever it raises is its outcome
        result = f"raises {error!r}"
    return f"{result} {given!r} {getattr(owner, '__dict__', None)!r}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_cure_changes_nothing_but_the_time(folder, monkeypatch) -> None:
    """Every lesson is right on the calls that its own generator makes."""
    monkeypatch.setitem(sys.modules, "work", types.ModuleType("work"))
    before, after = (module_of(folder / f"{name}.py", "work") for name in ("before", "after"))
    seen = []
    for module in (before, after):
        sys.modules["work"] = module
        inputs = module_of(folder / "inputs.py", "inputs")
        sizes = inputs.SIZES[:2]
        calls = [inputs.make(random.Random(number), sizes[number % 2]) for number in range(CALLS)]
        seen.append([outcome(module, inputs.TARGET, call) for call in calls])
    sys.modules.pop("inputs")
    assert seen[0] == seen[1]


def test_nearly_all_lessons_can_be_answered_in_the_products_form() -> None:
    """What is taught must be what the product asks for and can read."""
    (source,) = sources_in(LESSONS)
    tasks = [*load(source)]
    assert len(tasks) == len(FOLDERS) > 150
    said = [exchange(task, task.original, task.humans[-1], "time", "product") for task in tasks]
    assert sum(one is not None for one in said) > 0.9 * len(tasks)


@pytest.mark.parametrize(
    ("changed", "text", "said"),
    [
        ("after.py", None, "after.py can't be read"),
        ("inputs.py", "SIZES = (1, 2, 3)\n", "name no TARGET"),
        ("inputs.py", "TARGET = (\n", "do not parse"),
    ],
)
def test_a_lesson_that_lacks_something_is_refused_in_words(tmp_path, changed, text, said) -> None:
    """A half-written lesson would look like a bug of burner."""
    folder = tmp_path / "domain" / "one"
    folder.mkdir(parents=True)
    for part in ("before", "after", "tests", "inputs"):
        (folder / f"{part}.py").write_text("TARGET = 'f'\n")
    (folder / changed).unlink()
    if text is not None:
        (folder / changed).write_text(text)
    with pytest.raises(UsageError, match=said):
        [*load(tmp_path)]
