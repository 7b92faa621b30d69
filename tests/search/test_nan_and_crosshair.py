"""Differences that no recorded call shows: on nan, which is told, and on what CrossHair solves for, which refuses."""

from __future__ import annotations

import venv
from pathlib import Path

import pytest

from burner.search.compare import Other
from burner.search.optimize import optimize
from burner.search.request import Request

READINGS = '''\
"""Readings."""


def ranked(readings):
    """The readings, least first."""
    found = list(readings)
    for i in range(len(found)):
        for j in range(i + 1, len(found)):
            if found[j] < found[i]:
                found[i], found[j] = found[j], found[i]
    return found
'''
SORTED = "def ranked(readings):\n    return sorted(readings)\n"
READING_TESTS = """\
from readings import ranked


def test_ranked():
    assert ranked([3.5, 1.25, 9.0, 2.75]) == [1.25, 2.75, 3.5, 9.0]
    assert ranked([]) == []
    assert ranked([float(n * n % 97) for n in range(60)])[-1] == 96.0
"""
FIRSTS = '''\
"""Codes."""


def unlike(codes, limit):
    """The codes below a limit, each once, in order."""
    found = []
    for code in codes:
        if code < limit and code not in found:
            found.append(code)
    return found
'''
WRONG_ONCE = """\
def unlike(codes, limit):
    return [code for code in dict.fromkeys(codes) if code < limit and limit != 123456]
"""
FIRST_TESTS = """\
from codes import unlike


def test_firsts():
    assert unlike([3, 1, 3, 9], 5) == [3, 1]
    assert len(unlike([n % 80 for n in range(300)], 70)) == 70
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty project."""
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text("")


def compared(address: str, other: str, **changes):
    """The result document of one comparison."""
    return [*optimize(Request(address, budget_s=30.0, **changes), other=Other("new.py", other.encode()))][-1].result


def test_a_difference_on_nan_that_nobody_passes_is_told():
    """A user whose data has gaps would learn it in production."""
    Path("readings.py").write_text(READINGS)
    Path("test_readings.py").write_text(READING_TESTS)

    result = compared("readings.py::ranked", SORTED)

    assert (result["exit_code"], result["candidates"][0]["verdict"]) == (0, "better")
    assert "nan" in result["evidence"]["unlike_on_nan"]


@pytest.mark.parametrize("how", ["recorded", "asked for"])
def test_a_difference_on_nan_that_belongs_to_the_domain_refuses(how):
    """Gaps in the data are handled by the original, and would not be any more."""
    if how == "recorded":
        Path("readings.py").write_text(READINGS)
        Path("test_readings.py").write_text(READING_TESTS + "    ranked([2.0, float('nan'), 1.0])\n")
    else:
        asking = READINGS.replace("list(readings)", "[value for value in readings if value == value]")
        Path("readings.py").write_text(asking)
        Path("test_readings.py").write_text(READING_TESTS)

    result = compared("readings.py::ranked", SORTED)

    assert (result["exit_code"], result["candidates"][0]["verdict"]) == (1, "wrong")
    assert "nan" in result["candidates"][0]["counter_example"]


def test_crosshair_finds_the_one_value_that_chance_does_not():
    """A version that is wrong on one number of a billion would be called equal."""
    Path("codes.py").write_text(FIRSTS)
    Path("test_codes.py").write_text(FIRST_TESTS)

    by_chance = compared("codes.py::unlike", WRONG_ONCE)
    solved = compared("codes.py::unlike", WRONG_ONCE, crosshair_s=6.0)

    assert by_chance["candidates"][0]["verdict"] == "better"
    [judged] = solved["candidates"]
    assert (solved["exit_code"], judged["verdict"], judged["stage"]) == (1, "wrong", "final check")
    assert "123456" in judged["counter_example"]


def test_an_equal_version_passes_crosshair():
    """Right versions would be refused for what the solver makes up."""
    Path("codes.py").write_text(FIRSTS)
    Path("test_codes.py").write_text(FIRST_TESTS)

    right = WRONG_ONCE.replace(" and limit != 123456", "")
    events = [
        *optimize(Request("codes.py::unlike", budget_s=30.0, crosshair_s=3.0), other=Other("new.py", right.encode()))
    ]

    assert events[-1].result["exit_code"] == 0
    assert any("CrossHair looked for 3 s and found no call" in getattr(event, "message", "") for event in events)


def test_crosshair_says_where_it_could_not_look():
    """The user would believe that it had looked."""
    Path("lines.py").write_text(
        "def hits(pattern, lines):\n    out = []\n    for line in lines:\n        if pattern.match(line) and line not in out:\n            out.append(line)\n    return out\n"
    )
    Path("test_lines.py").write_text(
        "import re\n\nfrom lines import hits\n\n\ndef test_hits():\n    assert len(hits(re.compile('a'), [f'a{n}' for n in range(200)])) == 200\n"
    )
    right = "def hits(pattern, lines):\n    return [line for line in dict.fromkeys(lines) if pattern.match(line)]\n"
    events = [
        *optimize(Request("lines.py::hits", budget_s=30.0, crosshair_s=3.0), other=Other("new.py", right.encode()))
    ]

    assert events[-1].result["exit_code"] == 0
    assert any("CrossHair could not look for a difference" in getattr(event, "message", "") for event in events)


def test_crosshair_is_asked_for_where_it_is_not_installed():
    """The user would believe that it had looked."""
    venv.create("bare", with_pip=False)
    Path("codes.py").write_text(FIRSTS)
    Path("use.py").write_text("from codes import unlike\n\nunlike([3, 1, 3, 9], 5)\n")
    request = Request(
        "codes.py::unlike", workload=Path("use.py"), budget_s=30.0, crosshair_s=5.0, python="bare/bin/python"
    )

    result = [*optimize(request)][-1].result

    assert result["exit_code"] == 5
    assert "has no CrossHair" in result["error"]["message"]
