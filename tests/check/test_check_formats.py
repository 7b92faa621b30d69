"""What programs read of a check is what their formats say."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from burner.check.finding import Finding
from burner.check.formats import FORMATS, fingerprints
from burner.check.run import Report, Skipped

SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json"
FOUND = (
    Finding("src/a b.py", "BRN101", "use a set, 100%", "each test\nwalks", 3, 4, 3, 9, "Shop.f", "00ff", certain=False),
    Finding("src/a b.py", "BRN101", "use a set", "each test walks", 5, 0, 6, 2, "Shop.f", "00ff", certain=True),
    Finding("/abs/ä.py", "BRN001", "nothing to ignore", "the comment can go", 1, 0, 1, 9, "", "", certain=False),
)
REPORT = Report(FOUND, (Skipped("broken.py", "line 2 does not parse", fault=True),), 4, 0)
EMPTY = Report((), (), 0, 0)


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["findings", "nothing"])
def test_sarif_is_valid(report):
    """A code scanning service would refuse the upload."""
    document = json.loads(FORMATS["sarif"](report))
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)
    results = document["runs"][0]["results"]
    assert len(results) == len(report.findings)
    assert all(document["runs"][0]["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in results)


def test_sarif_columns_and_paths_are_those_of_the_standard():
    """Alerts would be drawn one column off, or on no file."""
    place = json.loads(FORMATS["sarif"](REPORT))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "src/a%20b.py"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 10}


def test_github_commands_are_one_line_each():
    """A message with a newline or a percent sign would be cut off."""
    lines = FORMATS["github"](REPORT).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("::warning file=src/a b.py,line=3,col=5,endLine=3,endColumn=9,title=burner BRN101::")
    assert "use a set, 100%25; each test%0Awalks" in lines[0]


def test_gitlab_rows_have_fingerprints_of_their_own():
    """GitLab would show one of two findings only."""
    rows = json.loads(FORMATS["gitlab"](REPORT))
    assert len({row["fingerprint"] for row in rows}) == 3
    assert rows[1]["location"] == {"path": "src/a b.py", "lines": {"begin": 5, "end": 6}}


def test_a_fingerprint_stays_when_lines_move():
    """Every change above a finding would close an alert and open another."""
    moved = [
        Finding(i.path, i.rule, i.message, i.cost, i.line + 7, 0, i.end_line + 7, 1, i.qualname, i.body_hash, i.certain)
        for i in FOUND[:2]
    ]
    assert fingerprints(moved) == fingerprints(FOUND[:2])


def test_json_says_everything():
    """A program could not go on from a finding, or would take a broken file for a clean one."""
    document = json.loads(FORMATS["json"](REPORT))
    assert document["findings"][0]["command"] == "burner optimize src/a b.py::Shop.f --policy rules --apply"
    assert document["skipped"] == [{"path": "broken.py", "reason": "line 2 does not parse", "fault": True}]


def test_concise_is_one_line_per_finding():
    """Editors that read compiler messages would find no place."""
    assert FORMATS["concise"](Report(FOUND[1:2], (), 1, 0)) == "src/a b.py:5:1: BRN101 use a set; each test walks\n"
