"""Whole programs that read stdin are optimised by the same judge."""

from __future__ import annotations

import json

import pytest

from burner.search.optimize import optimize
from burner.search.request import Request
from burner.verify.behaviour import output_difference

PROGRAM = """\
import sys


def count(values, wanted):
    found = 0
    for value in values:
        if value == wanted:
            found += 1
    return found


n = int(input())
numbers = list(map(int, sys.stdin.readline().split()))
seen = []
for x in numbers:
    if x not in seen:
        seen.append(x)
for x in seen:
    print(x, count(numbers, x))
"""


def cases(*counts):
    """Inputs of so many numbers, with what the program prints."""
    rows = []
    for count in counts:
        numbers = [at * at % (count // 2 + 1) for at in range(count)]
        output = "".join(f"{x} {numbers.count(x)} \n" for x in dict.fromkeys(numbers))
        rows.append({"input": f"{count}\n{' '.join(map(str, numbers))}\n", "output": output})
    return rows


@pytest.fixture
def project(tmp_path):
    """A program with its cases; returns the function that runs burner on it."""
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "prog.py").write_text(PROGRAM)

    def run(rows, text=None):
        if text is not None:
            (tmp_path / "prog.py").write_text(text)
        (tmp_path / "cases.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        request = Request(
            str(tmp_path / "prog.py"), cases=tmp_path / "cases.jsonl", policy="rules", budget_s=60.0, iterations=1
        )
        return list(optimize(request))

    return run


def test_a_program_becomes_faster(project):
    """Programs could not be optimised, or the result would be no program any more."""
    result = project(cases(3, 10, 40, 900))[-1].result
    assert result["outcome"] == "improved", result["error"]
    assert result["target"]["qualname"] == "__main__"
    assert result["best"]["speedup"]["ratio"] > 2
    assert result["evidence"]["recorded_calls"] == 4
    assert "def main_part" not in result["best"]["source"]
    compile(result["best"]["source"], "prog.py", "exec")
    assert result["best"]["diff"].startswith("--- a/prog.py")


def test_cases_that_the_program_fails_are_set_aside(project):
    """A wrong expectation would count as evidence, or stop the run."""
    events = project([*cases(3, 10), {"input": "1\n5\n", "output": "7 7\n"}])
    assert any("line 3" in event.message for event in events if event.type == "log")
    assert events[-1].result["evidence"]["recorded_calls"] == 2


def test_a_program_that_fails_every_case(project):
    """A program that does not work would be optimised."""
    result = project([{"input": "1\n5\n", "output": "7 7\n"}, {"input": "", "output": ""}])[-1].result
    assert result["exit_code"] == 3
    assert "none of its cases" in result["error"]["message"]


@pytest.mark.parametrize(
    "write",
    ["sys.stdout.buffer.write(b'%d\\n' % n)", "import os; os.write(1, b'%d\\n' % n)", "print(n); raise SystemExit"],
)
def test_every_way_of_writing_counts(project, write):
    """What a program writes past print would not be compared."""
    text = f"import sys\nn = len(sys.stdin.buffer.read())\nsys.stdout.flush()\n{write}\n"
    result = project([{"input": "abc", "output": "3"}], text)[-1].result
    assert result["error"] is None
    assert result["evidence"]["recorded_calls"] == 1


@pytest.mark.parametrize(
    ("level", "actual", "same"),
    [
        ("strict", "1 2\n3\n", True),
        ("strict", "1 2 \n3\n", False),
        ("normal", "1 2  \n3\n\n", True),
        ("normal", "1  2\n3", False),
        ("loose", "1  2 3", True),
        ("loose", "1 2 4", False),
        ("normal", "1 2", False),
    ],
)
def test_blanks_in_output(level, actual, same):
    """Blanks that no judge cares about would reject a version, or lines that are missing would not."""
    assert (output_difference("1 2\n3\n", actual, level) is None) is same
