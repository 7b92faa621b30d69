"""What is measured here: solutions that fail or are flaky are dropped, and a killed run goes on."""

from __future__ import annotations

import json

import pytest
from burner_training.data.inputs import with_generated
from burner_training.data.measure import headroom, look, measure_all, read_journal, spread_out
from burner_training.prompts.rows import dpo_rows, prompt_rows, sft_rows
from burner_training.tasks.schema import Example, Solution, Task
from click.testing import CliRunner

from burner.errors import UnavailableError, UsageError

SLOW = """\
def distinct(xs):
    count = 0
    for at, x in enumerate(xs):
        if x not in xs[at + 1 :] and x not in xs[at + 1 :]:
            count += 1
    return count
"""
FAST = "def distinct(xs):\n    return len(set(xs))\n"
MIDDLE = "def distinct(xs):\n    return len(dict.fromkeys(sorted(xs + xs + xs)))\n"
FLAKY = "import random\n\ndef distinct(xs):\n    return len(set(xs)) if random.random() < 0.5 else -1\n"
TESTS = "from work import distinct\n\ndef test_it():\n    assert distinct([1, 2, 1]) == 2\n    assert distinct(list(range(50))) == 50\n"


def task(original: str, *humans: str, **fields) -> Task:
    """A function task."""
    known = {"id": "t/distinct", "problem": "distinct", "statement": "Count.", "kind": "function", "entry": "distinct"}
    return Task(**{**known, "tests": TESTS, **fields}, original=Solution(original), humans=tuple(map(Solution, humans)))


@pytest.fixture(scope="module")
def measured() -> Task:
    """A task with its people measured."""
    looked = look(
        task(MIDDLE, SLOW, FAST, MIDDLE, FLAKY, FAST.replace("set", "list"), "def distinct(xs): return 1 +"), 2
    )
    assert looked.task is not None, looked.reason
    return looked.task


def test_only_what_passes_every_time_is_kept(measured: Task) -> None:
    """People's range would hold solutions that are wrong, or right by chance."""
    assert [human.code for human in measured.humans] == [FAST, MIDDLE, SLOW]
    assert all(human.measured is not None and human.measured.passed for human in measured.humans)


def test_the_slowest_becomes_the_original(measured: Task) -> None:
    """There would be nothing to gain where the set begins with its fastest solution."""
    assert measured.original.code == SLOW
    assert headroom(measured) > 2


def test_training_rows_of_measured_people(measured: Task) -> None:
    """Targets would be slower than what the prompt shows, or the prompt lack the original and its record."""
    rows = sft_rows([measured], per_task=9)
    assert len(rows) >= 2
    fast = [row for row in rows if "len(set(xs))" in row["completion"][0]["content"]]
    assert any("xs[at + 1 :]" in row["prompt"][1]["content"] for row in fast)
    assert all("Passed: True" in row["prompt"][1]["content"] for row in rows)
    (row, *_) = dpo_rows([measured])
    assert "len(set(xs))" in row["chosen"][0]["content"]
    assert "xs[at + 1 :]" in row["rejected"][0]["content"]
    assert "sorted(xs" in row["prompt"][1]["content"]
    (asked,) = prompt_rows([measured], objectives=("memory",))
    assert (asked["task_id"], asked["baseline"], asked["objective"]) == (measured.id, SLOW, "memory")
    assert "memory-efficient" in asked["prompt"][1]["content"]


def test_product_prompts_are_the_products_own(measured: Task) -> None:
    """A policy would be trained on questions that `burner optimize` never asks."""
    (row,) = prompt_rows([measured], style="product")
    assert row["prompt"][0]["content"].startswith("You make Python functions fast")
    (pair, *_) = sft_rows([measured], style="product")
    assert pair["completion"][0]["content"].startswith("```python\n")


def test_sets_without_people_or_tests_are_refused() -> None:
    """A training run would start without anything to learn from."""
    bare = task(SLOW, tests="")
    for make in (sft_rows, dpo_rows, prompt_rows):
        with pytest.raises(UsageError):
            make([bare])


def test_a_wrong_original_is_dropped_with_its_reason(tmp_path) -> None:
    """Candidates would be compared with what is wrong."""
    told = []
    wrong = task(FAST.replace("len", "sum"))
    (found,) = measure_all([wrong], tmp_path / "journal", 1, lambda looked, left: told.append((looked.id, left)))
    assert found.task is None
    assert "fails its tests" in found.reason
    assert told == [("t/distinct", 0)]


def test_what_was_measured_is_not_measured_again(tmp_path, measured: Task) -> None:
    """A run that was killed after hours would begin anew."""
    from burner_training.tasks.rows import to_row

    journal = tmp_path / "journal"
    line = json.dumps({"id": measured.id, "task": to_row(measured), "reason": ""})
    journal.write_text(f"{line}\n{line[:50]}")
    (known,) = read_journal(journal)
    assert known.task == measured
    told = []
    (found,) = measure_all([task(MIDDLE)], journal, 3, lambda *one: told.append(one))
    assert (found.task, told) == (measured, [])


def test_without_a_sandbox_nothing_is_run(monkeypatch) -> None:
    """Strangers' programs would run with the user's rights."""

    def none() -> None:
        raise UnavailableError("no sandbox works on this machine", "install bubblewrap")

    monkeypatch.setattr("burner.sandbox.isolation.choice._working", none)
    with pytest.raises(UnavailableError, match="no sandbox"):
        look(task(SLOW))


def test_generators_run_in_the_sandbox(tmp_path) -> None:
    """Large inputs would be missing, or a stranger's generator run here."""
    program = Task("t/p", "p", "", "program", Solution("print(len(input()))"), cases=(Example("a", "1"),))
    good = with_generated(Task(**{**vars(program), "generators": ("def generate_input():\n    return 'x' * 999\n",)}))
    assert [case.output for case in good.cases] == ["1", None]
    assert good.cases[1].input == "x" * 999
    writes = f"def generate_input():\n    open({str(tmp_path / 'mark')!r}, 'w').close()\n    return 'x'\n"
    with_generated(Task(**{**vars(program), "generators": (writes,)}))
    assert not (tmp_path / "mark").exists()
    broken = with_generated(Task(**{**vars(program), "generators": ("def generate_input(): return 1 / 0",)}))
    assert broken.cases == program.cases


def test_people_are_taken_evenly() -> None:
    """Of a hundred solutions only the first, which may be of one kind, would be looked at."""
    humans = [Solution(str(number)) for number in range(100)]
    assert [human.code for human in spread_out(humans, 4)] == ["0", "25", "50", "75"]
    assert spread_out(humans[:3], 4) == humans[:3]


def test_from_files_to_an_evaluation(tmp_path) -> None:
    """The commands would not work one after another."""
    pytest.importorskip("datasets", reason="needs the extra train")
    pytest.importorskip("matplotlib", reason="needs the extra train")
    from burner_training.command import command

    row = {
        "slug": "count-distinct", "entry": "count", "prompt_imports": "from typing import *\n",
        "entry_point": "Solution().count", "test": TESTS.partition("def test_it():")[2].replace("distinct", "candidate"),
        "solutions": [
            {"cls": "Solution", "code": "class Solution:\n" + _indented(code.replace("distinct(xs)", "count(self, xs)"))}
            for code in (FAST, MIDDLE, SLOW)
        ],
    }  # fmt: skip
    row["test"] = "def check(candidate):\n" + row["test"]
    (tmp_path / "people.jsonl").write_text(json.dumps(row) + "\n")
    replies = [
        "I can't.",
        f"<thinking>set</thinking><solution>\n```python\n{row['solutions'][0]['code']}\n```\n</solution>",
    ]
    (tmp_path / "replies.jsonl").write_text(json.dumps({"task_id": "people/count-distinct", "replies": replies}) + "\n")

    def run(*words: str) -> str:
        result = CliRunner().invoke(command, list(words), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    run("data", "build", "--data", str(tmp_path / "people.jsonl"), "--out", str(tmp_path / "set"))
    run("data", "measure", str(tmp_path / "set"), "--out", str(tmp_path / "measured"), "--repeats", "1")
    run("data", "split", str(tmp_path / "measured"), "--out", str(tmp_path / "split"), "--whole", "people")
    test = str(tmp_path / "split" / "test")
    stats = json.loads(run("data", "stats", test, "--json"))
    assert (stats["tasks"], stats["sources"]["people"]["headroom"]) == (1, 1)
    assert "# Data card" in (tmp_path / "split" / "test" / "README.md").read_text()
    known = ("--replies", str(tmp_path / "replies.jsonl"), "--iterations", "2", "--repeats", "2", "--objective", "time")
    shown = run("evaluate", test, *known, "--out", str(tmp_path / "out"))
    assert "Beyond-T" in shown
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    passed = [one["scores"]["pass"]["interval"]["mean"] for one in result["iterations"]]
    beyond = [one["scores"]["beyond_time"]["interval"]["mean"] for one in result["iterations"]]
    assert passed == [0.0, 1.0, 1.0]
    assert beyond[0] == 0.0
    assert beyond[1] == beyond[2] >= 0.5
    assert (tmp_path / "out" / "curves.svg").is_file()


def _indented(code: str) -> str:
    return "".join(f"    {line}\n" for line in code.splitlines())
