"""Every layout becomes tasks that run as their source meant them; what has none is refused in words."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import pytest
from burner_training.data.build import build
from burner_training.data.load import LAYOUTS, load, sources_in
from burner_training.tasks.schema import FAILED, Example

from burner.errors import UsageError

ROWS = {
    "slow_functions": {
        "id": "A02", "domain": "orders", "target": "f", "module": "def f(xs):\n    return xs\n", "control": False,
        "tests": "from work import *\n\ndef test_f():\n    assert f(1) == 1\n",
        "generator": "def make(rng, size):\n    return ([1] * size,)\n", "reference": "def f(xs):\n    return xs  # 2\n",
    },
    "mbpp_plus": {
        "task_id": "Mbpp/3", "prompt": '"""\nSay hello.\n"""\n', "entry_point": "hello", "base_input": [[1]],
        "canonical_solution": "\ndef hello(n):\n    return n\n", "plus_input": [[float("inf")], ["x"]],
        "assertion": "\nassert hello(1) == 1\nassert hello(2) == 2\n",
    },
    "mbpp_stress": {
        "task_id": "Mbpp/4", "entry_point": "g", "prompt": "g", "code": "def g(a): \r\n\treturn a", "stress": [],
        "test_list": ["assert g(1) == 1"],
    },
    "leetcode_multi": {
        "slug": "two-sum", "entry": "twoSum", "prompt_imports": "from typing import *\n", "entry_point": "Solution().twoSum",
        "solutions": [
            {"cls": "Solution", "code": "class Solution:\n    def twoSum(self, a): return a"},
            {"cls": "Solution2", "code": "class Solution2(object):\n    def twoSum(self, a): return a + 0"},
        ],
        "test": "def check(candidate):\n    assert candidate(a=1) == 1\n",
    },
    "contests": {
        "id": "cc-1", "prompt": "You are an expert Python programmer, and here is your task:\nEcho.\nDo not give explanations",
        "solutions": ["print(input())", "import sys\nprint(sys.stdin.readline())", "print(input())"],
        "tests": [{"input": "1\n", "output": "1"}], "stress_generators": ["def generate_input(): return '2'"],
        "best_known": "print(input())",
    },
    "complexity_pairs": {
        "slug": "two-sum", "entry": "twoSum", "slow_time": "O(n)", "fast_time": "O(1)",
        "slow": "class Solution2(object):\n    def twoSum(self, a):\n        return a * 1",
        "fast": "class Solution(object):\n    def twoSum(self, a):\n        return a",
    },
    "pie_pairs": {"problem_id": "p1", "slow": "print(sum(range(9)))", "fast": "print(36)", "cpu_v0": 2, "cpu_v1": 1},
    "venus": {
        "problem_id": 7, "question_content": "Add.", "test_cases": json.dumps([{"input": "1", "output": "2"}]),
        "test_case_runners": "import sys\nif True:\n    ==Code Submission==\nprint(Solution().add(int(input())))",
        "solutions": [
            {"code": "class Solution:\n    def add(self, n):\n        return n", "passed": False, "time": 580},
            {"code": "class Solution:\n    def add(self, n):\n        return n + 1", "passed": True, "time": 580},
        ],
    },
    "apps": {
        "problem_id": 1, "question": "Add.", "solutions": json.dumps(["print(int(input()) + 1)"]),
        "input_output": json.dumps({"inputs": ["1\n", ["2", "3"]], "outputs": ["2\n", ["3"]]}),
    },
}  # fmt: skip


def write(path, rows):
    """A file of JSON lines."""
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize("name", ROWS)
def test_layouts_are_known_by_their_columns(tmp_path, name) -> None:
    """A renamed file would not be read, or be read as another layout."""
    (task,) = load(write(tmp_path / "renamed.jsonl.gz", [ROWS[name]]))
    assert task.source == "renamed"
    assert task.id.startswith("renamed/")
    assert task.licence
    compile(task.original.code, "original", "exec")
    compile(task.tests, "tests", "exec")
    assert next(layout for layout in LAYOUTS if row_fits(layout, name)).__name__.endswith(name)


def row_fits(layout, name) -> bool:
    """Whether a layout claims the row of another."""
    return ROWS[name].keys() >= layout.COLUMNS


def task_of(tmp_path, name, **changes):
    """The only task of a changed row."""
    (task,) = load(write(tmp_path / "rows.jsonl", [{**ROWS[name], **changes}]))
    return task


def test_venus_programs_run_as_their_runner_says(tmp_path, capsys, monkeypatch) -> None:
    """Submitted code would be put in with a wrong indentation, and every solution fail."""
    task = task_of(tmp_path, "venus")
    monkeypatch.setattr("builtins.input", lambda: "41")
    exec(compile(task.original.code, "venus", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out == "42\n"


def test_venus_keeps_failing_solutions_and_no_foreign_figures(tmp_path) -> None:
    """Milliseconds of another machine would be taken for seconds of this one."""
    task = task_of(tmp_path, "venus")
    assert [human.measured for human in task.humans] == [FAILED, None]
    assert task.original == task.humans[1]


def test_apps_functions_and_programs(tmp_path) -> None:
    """Half of APPS could not be used."""
    assert task_of(tmp_path, "apps").cases == (Example("1\n", "2\n"), Example("2\n3", "3"))
    called = json.dumps({"fn_name": "add", "inputs": [[1]], "outputs": [[2]]})
    task = task_of(tmp_path, "apps", input_output=called, solutions=json.dumps(["def add(n): return n + 1"]))
    assert (task.kind, task.entry) == ("function", "add")
    assert "add(*arguments)" in task.tests


def test_rows_of_apps_without_solutions_are_no_tasks(tmp_path) -> None:
    """A task without any solution would come up in training."""
    assert [*load(write(tmp_path / "a.jsonl", [{**ROWS["apps"], "solutions": ""}]))] == []


def test_slow_functions_are_tested_on_odd_ids_only(tmp_path) -> None:
    """What burner was tuned on would be reported as unseen."""
    assert task_of(tmp_path, "slow_functions").split == "train"
    assert task_of(tmp_path, "slow_functions", id="A03").split == "test"


def test_classes_of_other_names_become_the_entry(tmp_path) -> None:
    """People's second solutions would be lost."""
    task = task_of(tmp_path, "leetcode_multi")
    assert all("class Solution" in human.code and "Solution2" not in human.code for human in task.humans)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jsonl", b'{"colour": 1}\n', "no known layout"),
        ("a.jsonl", b"{no json\n", "no file of JSON lines"),
        ("a.jsonl", b"[1]\n", "no JSON object"),
        ("a.jsonl.gz", b"\x1f\x8b broken", "can't be read"),
        ("a.jsonl", json.dumps({**ROWS["contests"], "tests": [3]}).encode(), "row 1"),
    ],
)
def test_broken_files_are_refused_in_words(tmp_path, name, data, said) -> None:
    """A half-fetched file would end in a traceback."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=said):
        [*load(tmp_path / name)]


def test_a_folder_without_data(tmp_path) -> None:
    """An empty folder would become an empty data set."""
    with pytest.raises(UsageError, match="holds no data set"):
        sources_in(tmp_path)


def test_build_drops_with_reasons(tmp_path) -> None:
    """Useless rows would cost hours of measuring, or vanish without a word."""
    good = task_of(tmp_path, "mbpp_stress")
    python_2 = replace(good, id="p2", original=replace(good.original, code="print 1"))
    other = replace(good, id="other", problem="other", entry="absent")
    bare = task_of(tmp_path, "pie_pairs")
    built = build([good, replace(good, id="again"), python_2, other, bare])
    assert [task.id for task in built.tasks] == [good.id]
    assert built.dropped == {
        "again": f"the same as {good.id}",
        "p2": "its original does not parse",
        "other": "its original has no absent",
        bare.id: "it has no tests",
    }
    assert [task.id for task in build([bare], untested=True).tasks] == [bare.id]


def test_tests_of_the_same_problem_are_shared(tmp_path) -> None:
    """Pairs without tests could never be verified, though another source has tests."""
    pair, tested = task_of(tmp_path, "complexity_pairs"), task_of(tmp_path, "leetcode_multi")
    found = {task.id: task for task in build([pair, tested]).tasks}
    assert found[pair.id].tests == tested.tests
