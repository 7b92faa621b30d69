"""A finding is judged as what its rule makes of the recorded values."""

from __future__ import annotations

import math

import pytest

from burner.policy.protocol import Brief
from burner.search.shape import Shape

TEXT = """\
def chosen(rows, first=None):
    first = first or []
    return [row for row in rows if row in first]


def others(rows, known):
    kept = list(known)
    return [row for row in rows if row in kept]
"""


@pytest.mark.parametrize(("kind", "proposed"), [("list[str] | None", 1), ("str | list[str] | None", 0)])
def test_recorded_types_may_speak_against_a_finding(kind: str, proposed: int) -> None:
    """Text is searched for parts and not for elements: the set would answer otherwise."""
    brief = Brief(TEXT, "chosen", types={"rows": "list[str]", "first": kind})
    (policy,) = Shape("BRN101", 3).policies(None)  # type: ignore[arg-type]  # no target is needed

    assert len(list(policy.propose(brief, (), 1, math.inf))) == proposed


def test_only_the_line_of_the_finding_is_rewritten() -> None:
    """Another finding of the same rule would be measured in its place."""
    brief = Brief(TEXT, "others")

    found = [list(Shape("BRN101", line).policies(None)[0].propose(brief, (), 1, math.inf)) for line in (7, 8)]  # type: ignore[arg-type]

    assert [len(each) for each in found] == [0, 1]
