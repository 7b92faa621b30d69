"""What a combination of rewrites leaves behind."""

from __future__ import annotations

from burner.policy.protocol import Brief
from burner.rules import propose

MODULE = """\
from datetime import datetime


def _in_force(rule, day):
    return datetime.strptime(rule["from"], "%Y-%m-%d") <= datetime.strptime(day, "%Y-%m-%d")


def discounts(lines, rules):
    total = 0
    for line in lines:
        for rule in rules:
            if _in_force(rule, line["date"]):
                total += rule["percent"]
    return total
"""


def test_helpers_that_are_not_called_any_more_stay_as_they_are() -> None:
    """The diff would change a helper that the function does without, and add another one for it."""
    brief = Brief(
        text=MODULE,
        qualname="discounts",
        helpers=("_in_force",),
        types={"lines": "list[dict[str, str]]", "rules": "list[dict[str, str | int]]"},
        sizes={"lines": 300, "rules": 300},
    )
    combined = [proposal for proposal in propose(brief) if "+" in proposal.origin.name]

    assert [sorted(proposal.functions) for proposal in combined] == [["discounts"]]
    assert "_datetime_from_digits" not in combined[0].functions["discounts"]
