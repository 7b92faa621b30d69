"""What each equality level makes of warnings and text on stderr: they are compared under strict, and free otherwise."""

from __future__ import annotations

import pytest

from burner.sandbox.forkserver import ForkServer
from burner.verify.behaviour import Case, Side, Version, check, establish

MODULE = """\
import sys
import warnings

NAMES = {"a", "b", "c", "d", "e", "f"}


def total(numbers):
    found = 0
    for number in numbers:
        if number < 0:
            warnings.warn("below zero", DeprecationWarning)
            print("skipped", number, file=sys.stderr)
        else:
            found += number
    return found


def chatty(numbers):
    print(NAMES, file=sys.stderr)
    return len(numbers)
"""
QUIET = '            print("skipped", number, file=sys.stderr)\n'
CALLS = [["t", [["t", [["l", [1, -2, 3]]]], ["d", []]]], ["t", [["t", [["l", [1, 2]]]], ["d", []]]]]


def _cases(servers: list[ForkServer], function: str) -> list[Case]:
    found, unstable = establish(servers, function, CALLS, recorded=True, until=float("inf"))
    assert (len(found), unstable) == (2, 0)
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MODULE.replace(QUIET, ""), "stderr '' instead of 'skipped -2\\n'"),
        (MODULE.replace("below", "under"), "warnings ['DeprecationWarning: under zero'] instead of"),
        (MODULE.replace("DeprecationWarning)", "UserWarning)"), "warnings ['UserWarning: below zero'] instead of"),
        (MODULE.replace("warnings.warn(", "str(").replace(", DeprecationWarning", ""), "warnings [] instead of"),
    ],
)
def test_warnings_and_stderr_are_compared_under_strict_only(servers: list[ForkServer], text: str, told: str) -> None:
    """A version that no longer warns would pass as the same under `--equality strict`, or be refused without it."""
    cases = _cases(servers, "total")
    side = Side(servers[0], Version(text, ("total",)))
    assert check(side, cases, "normal") is None
    assert check(side, cases, "loose") is None
    found = check(side, cases, "strict")
    assert found is not None
    assert told in found.reason


def test_the_original_is_equal_to_itself_under_strict(servers: list[ForkServer]) -> None:
    """What changes from process to process, as the order of a set on stderr does, would make every version wrong."""
    for function in ("total", "chatty"):
        assert check(Side(servers[1]), _cases(servers, function), "strict") is None
