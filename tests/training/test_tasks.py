"""Tasks are stored and read back without loss, and what is no data set is refused in words."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from burner_training.command import command
from burner_training.tasks.rows import from_dataset, from_row, load, save, to_dataset, to_row
from burner_training.tasks.schema import FAILED, Example, Measured, Solution, Task
from click.testing import CliRunner

from burner.errors import UsageError

SLOW = "def double(xs):\n    out = []\n    for x in xs:\n        out = out + [2 * x]\n    return out\n"
FULL = Task(
    id="set/1",
    problem="double",
    statement="Double them. Ümläuts\ttoo.",
    kind="function",
    original=Solution(SLOW, Measured(0.1 + 0.2, 2**40, 1e-9)),
    entry="double",
    tests="def test_it(): ...\n",
    generators=("def make(rng, size): ...", ""),
    humans=(Solution("a", None), Solution("b", FAILED), Solution("c", Measured(1e-7, 0, 0.0))),
    split="test",
    licence="MIT",
    source="set",
)
BARE = Task(id="set/2", problem="echo", statement="", kind="program", original=Solution("print(input())"))
CASES = replace(BARE, id="set/3", cases=(Example("", None), Example("1\n", "1\n"), Example("\0", "")))


def test_rows_are_plain_and_lossless() -> None:
    """A task would change on its way into a file."""
    for task in (FULL, BARE, CASES):
        assert from_row(json.loads(json.dumps(to_row(task)))) == task


def test_data_sets_are_lossless(tmp_path) -> None:
    """Figures would be rounded, missing ones become zeros, or a set without any could not be joined with others."""
    pytest.importorskip("datasets", reason="needs the extra train")
    tasks = [FULL, BARE, CASES]
    assert [*from_dataset(to_dataset(tasks))] == tasks
    save(tasks, tmp_path / "set")
    assert load(tmp_path / "set") == tasks
    assert to_dataset([BARE]).features == to_dataset([FULL]).features == to_dataset([]).features


def test_what_is_no_task_is_refused() -> None:
    """A column of another set would end in a traceback."""
    with pytest.raises(UsageError, match="no task"):
        from_row({"task_id": "x"})
    with pytest.raises(UsageError, match="no task"):
        from_row({**to_row(BARE), "extra": 1})


def test_a_folder_without_a_data_set(tmp_path) -> None:
    """The user would not learn which command makes one."""
    pytest.importorskip("datasets", reason="needs the extra train")
    with pytest.raises(UsageError) as caught:
        load(tmp_path)
    assert "burner train data build" in caught.value.hint


def test_a_task_without_tests_can_not_be_checked() -> None:
    """An answer could be rewarded that nothing was run on."""
    assert FULL.checkable
    assert CASES.checkable
    assert not BARE.checkable
    assert not replace(FULL, tests="").checkable


def test_the_commands_are_listed_without_loading_anything() -> None:
    """`burner --help` and `burner train --help` would wait for torch."""
    code = (
        "import sys; from click.testing import CliRunner; from burner_training.command import command; "
        "shown = CliRunner().invoke(command, ['--help']).output; assert 'evaluate' in shown, shown; "
        "print(sorted({'torch', 'datasets', 'trl', 'transformers', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_mistyped_command_is_guessed() -> None:
    """The user would get a list instead of an answer."""
    shown = CliRunner().invoke(command, ["evalute"]).output
    assert "did you mean evaluate?" in shown
