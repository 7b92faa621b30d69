"""What was verified faster in the user's own runs becomes training data, and nothing else does."""

from __future__ import annotations

import pytest
from burner_training.data.collect import collect, without
from burner_training.prompts.rows import sft_rows
from click.testing import CliRunner

from burner.errors import UsageError
from burner.history.record import recorded
from burner.history.store import History
from burner.search.optimize import optimize
from burner.search.request import Request
from burner.target import diff, read_source

SLOW = '''\
RATE = 2


def shared(left, right):
    """Of `left`, what is also in `right`."""
    return [item for item in left if item in [other for other in right]]
'''
TESTS = """\
from lists import shared


def test_shared():
    assert shared([1, 2, 3], [3, 1]) == [1, 3]
    assert len(shared(list(range(0, 400, 2)), list(range(300)))) == 150
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder with a slow function."""
    folder = tmp_path_factory.mktemp("lists")
    for name, text in (("pyproject.toml", ""), ("lists.py", SLOW), ("test_lists.py", TESTS)):
        (folder / name).write_text(text)
    return folder


def test_a_real_run_becomes_a_task(project, tmp_path) -> None:
    """What burner found out about the user's own code would be lost for training."""
    request = Request(f"{project / 'lists.py'}::shared", policy="rules", budget_s=240.0, iterations=1)
    with History.open(tmp_path / "history.db") as history:
        result = [*recorded(optimize(request), history, request)][-1].result
        assert result["outcome"] == "improved", result["error"]
        (task,) = collect(history)
        assert [*collect(history, kinds=("llm",))] == []
        assert [*collect(history, since_s=0.0)] == []
    assert task.original.code == SLOW
    assert task.entry == "shared"
    best = min(task.humans, key=lambda human: human.measured.time_s)
    assert best.measured.time_s < task.original.measured.time_s / 1.5
    assert not task.checkable
    (row, *_) = sft_rows([task])
    assert "def shared" in row["completion"][0]["content"]
    assert "RATE" not in row["prompt"][1]["content"]


def test_a_diff_is_taken_back(tmp_path) -> None:
    """The prompt would show code that never was."""
    path = tmp_path / "a.py"
    versions = [
        SLOW,
        "import os\n" + SLOW,
        SLOW.replace("    return", "    x = 1\n    return"),
        SLOW.removesuffix("\n"),
        "x\n",
    ]
    versions += ["\n".join(f"line_{number} = 1" for number in range(40)) + "\n"]
    versions += [versions[-1].replace("line_3 = 1\n", "").replace("line_30 = 1\n", "line_30 = 1\nmore = 2\n")]
    for before in versions:
        path.write_text(before)
        for after in versions:
            shown = diff(read_source(path, before.encode()), after.encode())
            if before.endswith("\n") and after.endswith("\n"):
                assert without(shown, after) == before


def test_a_diff_of_another_text_is_refused() -> None:
    """A wrong original would be made up."""
    assert without("@@ -1,1 +1,1 @@\n-a\n+b\n", "c\n") is None


def test_a_history_without_gains(tmp_path) -> None:
    """An empty data set would be written, and the next step fail."""
    from burner_training.command import command

    with pytest.raises(UsageError, match="verified faster"):
        CliRunner().invoke(command, ["collect", "--out", str(tmp_path / "out")], catch_exceptions=False)
    with pytest.raises(UsageError, match="no origin"):
        CliRunner().invoke(command, ["collect", "--out", "x", "--origin", "lmm"], catch_exceptions=False)
