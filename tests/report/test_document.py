"""The result document: valid in every outcome, and the summary made from it."""

from __future__ import annotations

import jsonschema
import pytest

from burner.errors import BudgetError, TargetError, UnavailableError, UsageError
from burner.events import BaselineMeasured, RunStarted, TargetResolved
from burner.policy.protocol import Growth
from burner.report import words
from burner.report.document import (
    Baseline,
    Best,
    Candidate,
    Evidence,
    Speedup,
    Survivor,
    Target,
    build_result,
    growth_json,
    schema,
)
from burner.report.machine import machine
from burner.report.markdown import markdown
from burner.report.progress import Progress, failed_document

GROWTH = growth_json(Growth("len(xs)", 2.0, 1.9, 2.1, "n^2"))
LINEAR = growth_json(Growth("len(xs)", 1.0, 0.9, 1.1, "n"))
ORIGIN = {"kind": "llm", "name": "qwen", "strategy": "fault", "parent": "c1"}
SPEEDUP = Speedup(ratio=3.214, low=3.05, high=3.36, clock="wall", pairs=12)


def result(**changes):
    """A document with everything in it, but for the changes."""
    given = {
        "run": "r1",
        "target": Target(file="/home/me/a.py", qualname="f", first_line=1, last_line=9),
        "objective": "time",
        "baseline": Baseline(time_s=0.5, peak_memory_bytes=2048, integral_byte_s=9.0, growth=GROWTH),
        "best": Best(
            source="x = 1\n",
            diff="--- a/pkg/a.py\n+++ b/pkg/a.py\n@@ -1 +1 @@\n-a\n+`````\n",
            origin=ORIGIN,
            speedup=SPEEDUP,
            memory_ratio=2.0,
            growth=GROWTH,
        ),
        "evidence": Evidence(
            tests=1, recorded_calls=2, generated_calls=3, mutants_killed=4, mutants=5, strength="fair"
        ),
        "self_check_spread": 0.01,
        "machine": machine(),
        "candidates": [Candidate(id="c1", iteration=1, origin=ORIGIN, verdict="wrong", stage="smoke", reason="no")],
        "wall_s": 3.0,
    }
    return build_result(**{**given, **changes})


@pytest.mark.parametrize(
    ("changes", "outcome", "code"),
    [
        ({}, "improved", 0),
        ({"best": None}, "unchanged", 1),
        ({"best": None, "baseline": None, "candidates": ()}, "unchanged", 1),
        ({"error": UsageError("m", "h")}, "failed", 2),
        ({"error": TargetError("m"), "target": None}, "failed", 3),
        ({"error": BudgetError("m")}, "failed", 4),
        ({"error": UnavailableError("m")}, "failed", 5),
    ],
)
def test_every_outcome_is_valid(changes, outcome, code):
    """Programs that read the document would break on rare outcomes."""
    document = result(**changes)
    jsonschema.validate(document, schema())
    assert (document["outcome"], document["exit_code"]) == (outcome, code)


@pytest.mark.parametrize("changes", [{"surprise": 1}, {"exit_code": 1}, {"best": None}, {"outcome": "failed"}])
def test_the_schema_refuses_contradictions(changes):
    """The schema would promise nothing."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**result(), **changes}, schema())


def test_a_failed_document_keeps_what_was_known():
    """A failure after a minute would show nothing of that minute."""
    progress = Progress.of(
        [
            RunStarted(run="r1", target="a.py::f", objective="memory", policy="auto", budget_s=1, seed=0, python=""),
            TargetResolved(file="a.py", qualname="f", first_line=1, last_line=2, source=""),
            BaselineMeasured(at=2.0, time_s=0.1, peak_memory_bytes=None, integral_byte_s=None, growth=None),
        ]
    )
    document = failed_document(progress, BudgetError("late"))
    jsonschema.validate(document, schema())
    assert (document["run"], document["objective"], document["wall_s"]) == ("r1", "memory", 2.0)
    assert document["baseline"]["time_s"] == 0.1


def test_the_summary_fits_a_pull_request():
    """A reviewer would miss the figure, or see the author's folders, or broken markdown."""
    text = markdown(result())
    assert text.startswith("### burner: `pkg/a.py::f`\n\n**3.21x faster (95% CI 3.05-3.36)**, by llm qwen (fault).")
    assert "/home/me" not in text
    assert "``````diff" in text
    assert "| memory | 2.00x less memory |" in text
    assert "Of 1 candidate: 1 wrong result." in text


def test_the_summary_of_the_other_outcomes():
    """Nothing found would read like a success."""
    assert "**Nothing better was found.**" in markdown(result(best=None))
    assert "**Failed**: it broke" in markdown(result(error=TargetError("it broke"), target=None))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.seconds(0.0123), "12.3 ms"),
        (words.seconds(2), "2.00 s"),
        (words.seconds(4.5e-8), "45.0 ns"),
        (words.seconds(0), "0.00 ns"),
        (words.size(1_310_720), "1.25 MiB"),
        (words.size(12), "12 bytes"),
        (words.ratio(3.214), "3.21x"),
        (words.ratio(1234.5), "1234x"),
        (words.less(0.5, "memory"), "2.00x more memory"),
        (words.less(None, "memory"), "memory not measured"),
        (words.growth_change(GROWTH, LINEAR), "n^2.0 -> n^1.0 in len(xs)"),
        (words.growth_change(GROWTH, GROWTH), "n^2.0 -> n^2.0 in len(xs) (the difference is not certain)"),
        (words.memory(2048, 1024), "2.00 KiB -> 1.00 KiB at its peak"),
        (words.memory(2048, 2048), "2.00 KiB at its peak, as before"),
        (words.growth_change(None, None), ""),
    ],
)
def test_how_figures_are_said(said, expected):
    """The same figure would read differently in two places."""
    assert said == expected


def test_weak_evidence_names_a_fault_that_it_did_not_notice():
    """The user would learn that the tests are weak, but not where."""
    survivor = Survivor(line=18, original="if a < b | c:", mutated="if a <= b | c:")
    for strength, told in (("weak", "line 18: if a < b | c: -> if a <= b | c:"), ("strong", "")):
        document = result(evidence=Evidence(mutants_killed=4, mutants=9, strength=strength, survivor=survivor))
        jsonschema.validate(document, schema())
        assert words.unnoticed(document["evidence"]) == told
        assert ("would not notice" in markdown(document)) is bool(told)
    removed = Survivor(line=3, original="count += 1", mutated="")
    gone = result(evidence=Evidence(strength="weak", survivor=removed))
    assert words.unnoticed(gone["evidence"]) == "line 3: count += 1 -> removed"


def test_a_difference_on_nan_is_told_wherever_evidence_is_shown():
    """A user whose data has gaps would learn it in production."""
    document = result(evidence=Evidence(unlike_on_nan="f([nan, 1.0]): result: the original gives 1.0"))
    assert "f([nan, 1.0])" in markdown(document)
    assert "unlike with nan" not in markdown(result(evidence=Evidence()))
