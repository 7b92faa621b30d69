"""Cases of stdin programs are read as people lay them out, and new ones keep their shape."""

from __future__ import annotations

import json

import pytest

from burner.errors import UsageError
from burner.workload.cases import call_of, read_cases, similar, stdin_of


def test_a_folder_of_cases(tmp_path):
    """Cases in the usual layout would not be found."""
    for name, text in {
        "a.in": "1\n",
        "a.out": "2\n",
        "b.in": "3\n",
        "b.ans": "4\n",
        "c.in": "5\n",
        "x.txt": "",
    }.items():
        (tmp_path / name).write_text(text)
    assert [(case.name, case.stdin, case.output) for case in read_cases(tmp_path)] == [
        ("a", "1\n", "2\n"),
        ("b", "3\n", "4\n"),
        ("c", "5\n", None),
    ]


def test_a_file_of_cases(tmp_path):
    """Cases in JSON lines would not be found."""
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps({"input": "1", "output": "2"}) + "\n\n" + json.dumps({"input": "3"}) + "\n")
    assert [(case.stdin, case.output) for case in read_cases(path)] == [("1", "2"), ("3", None)]


@pytest.mark.parametrize("text", ["", "no json\n", '{"output": "1"}\n', '{"input": "1", "output": 2}\n', "[1]\n"])
def test_files_that_are_no_cases(tmp_path, text):
    """A wrong file would end in a traceback, or be taken for no cases at all."""
    path = tmp_path / "cases.jsonl"
    path.write_text(text)
    with pytest.raises(UsageError):
        read_cases(path)


def test_a_folder_without_cases(tmp_path):
    """A wrong folder would look like a program without a workload."""
    with pytest.raises(UsageError, match="no cases"):
        read_cases(tmp_path)


def test_new_inputs_keep_the_shape():
    """Inputs that the program can't read would fill the evidence."""
    given = "3 2\n5 1 9 9\nabc\n1 2\n"
    for text in similar([given], 1, 50):
        lines = text.split("\n")
        assert lines[0] == "3 2"
        assert len(lines[1].split()) == 4
        assert all(1 <= int(word) <= 9 for word in lines[1].split())
        assert len(lines[2]) == 3
        assert lines[3:] == ["1 2", ""]


def test_new_inputs_are_new_and_repeatable():
    """The same seed would judge a version on other inputs each time."""
    given = ["4\n1 2 3 4\n"]
    made = similar(given, 7, 20)
    assert made == similar(given, 7, 20)
    assert len(set(made)) == len(made) > 10
    assert not set(made) & set(given)


def test_nothing_to_change():
    """Inputs that can't be varied would keep burner looking for ever."""
    assert similar(["1\n"], 1, 10) == []


def test_call_and_input():
    """A counter-example would show another input than the one that failed."""
    assert stdin_of(call_of("1\n2")) == "1\n2"
