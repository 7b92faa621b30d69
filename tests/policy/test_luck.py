"""What strategies brought in a project decides what is asked first the next time."""

from __future__ import annotations

from burner.policy.diagnosis import diagnose
from burner.policy.luck import factors, family
from burner.policy.prompting import plan
from burner.policy.protocol import Brief

CODE = """def f(rows, known):
    seen = []
    for row in rows:
        if row not in seen:
            seen.append(row)
    text = ""
    for row in seen:
        text += row
    return text
"""


def first(luck):
    """The strategy that is asked for first, of those without a lead."""
    brief = Brief(CODE, "f")
    draws = plan(brief, diagnose(brief), (), 20, luck)
    return next(family(draw.prompt.strategy) for draw in draws if "lead" not in draw.prompt.strategy)


def test_only_gains_are_rewarded():
    """A strategy that is wrong half of the time, and right the other half, would be given up."""
    luck = factors([("a:x:3", True), ("a:x:9", False), *[("b:y:1", False)] * 8])
    assert luck["a:x"] > 1 > luck["b:y"] > 0
    assert factors([]) == {}


def test_what_paid_comes_first_and_nothing_is_dropped():
    """The run would ask for what never worked in this project before what always did."""
    usual = first({})
    brief = Brief(CODE, "f")
    others = {family(draw.prompt.strategy) for draw in plan(brief, diagnose(brief), (), 20)} - {usual, "general"}
    other = next(name for name in sorted(others) if not name.endswith("lead"))
    luck = factors([(usual, False)] * 8 + [(other, True)] * 8)
    assert first(luck) == other
    asked = {family(draw.prompt.strategy) for draw in plan(brief, diagnose(brief), (), 20, luck)}
    assert {usual, other} <= asked


def test_lines_don_t_count():
    """Nothing would be learnt, since the next function has its fault in another line."""
    assert family("data_structure:list_membership:21:lead") == "data_structure:list_membership:lead"
    assert family("repair") == "repair"
