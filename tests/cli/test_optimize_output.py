"""What a run prints: the result alone on stdout, everything else on stderr."""

from __future__ import annotations

import io
import json
import re

import jsonschema
import pytest

from burner.errors import TargetError
from burner.events import from_json
from burner.report.document import schema

IMPROVED = """\
shop.py::unique (lines 1-7)

--- a/shop.py
+++ b/shop.py
@@ -1,10 +1,6 @@
 def unique(items):
     \"\"\"Each item once, in order.\"\"\"
-    seen = []
-    for item in items:
-        if item not in seen:
-            seen.append(item)
-    return seen
+    return list(dict.fromkeys(items))
{space}
{space}
 def other():

3.21x faster (95% CI 3.05-3.36)
  time      12.3 ms -> 3.83 ms per call (len(items) = 2,000)
  growth    n^2.0 -> n^1.0 in len(items)
  memory    the same memory, 3.20x less over time
  by        rule BRN101, membership-in-list
  measured  24 pairs, CPU time; identical code differed by 1.2% here
  checked   3 tests, 8 recorded calls, 120 generated calls (equality normal)
  evidence  strong: it noticed 11 of 12 small faults planted in the original
  set aside test_x: fails
  rejected  1 of 2 candidates
    1 wrong result
      c1 llm qwen2.5-coder-1.5b (one fault): unique([1, True]): [1] instead of [1, True]
  run       0001run1, 3 s

apply it with: burner optimize --resume 0001run1 --apply
see more with: burner report 0001run1 -o report.html
""".replace("{space}", " ")
UNCHANGED = """\
nothing better was found for shop.py::unique; it stays as it is
  why       the closest, c2, is 1.01x as fast (95% CI 0.99-1.03): no difference
  time      12.3 ms per call (len(items) = 2,000)
  growth    n^2.0 in len(items)
  measured  identical code differed by 1.2%
  checked   3 tests, 8 recorded calls, 120 generated calls (equality normal)
  evidence  strong: it noticed 11 of 12 small faults planted in the original
  set aside test_x: fails
  rejected  2 of 2 candidates
    1 no difference
    1 wrong result
      c1 llm qwen2.5-coder-1.5b (one fault): unique([1, True]): [1] instead of [1, True]
  run       0001run1, 3 s

see more with: burner report 0001run1 -o report.html
"""


@pytest.mark.parametrize(("outcome", "expected"), [("improved", IMPROVED), ("unchanged", UNCHANGED)])
def test_the_result_in_words(burner, shop, fake, outcome, expected):
    """The user would miss a figure, the evidence, what was rejected, or the next command."""
    assert burner("optimize", f"{shop}::unique", search=fake(outcome)).out == expected


def test_progress_in_lines(burner, shop):
    """Somebody who reads a log would not see what became of each candidate."""
    err = burner("optimize", f"{shop}::unique").err.splitlines()
    assert err[0] == "optimising shop.py::unique within 60 s"
    assert "  x c1 llm qwen2.5-coder-1.5b (one fault): wrong result (another result)" in err
    assert "  + c2 rule BRN101: better, 3.21x" in err
    assert "  set aside: test_x: fails" in err
    assert err[-1] == "warning: no model is installed: burner model pull"


def test_quiet_keeps_warnings(burner, shop):
    """-q would hide that something is missing, or show progress."""
    assert burner("optimize", f"{shop}::unique", "-q").err == "warning: no model is installed: burner model pull\n"


def test_colour_changes_no_character(burner, shop, fake, monkeypatch):
    """A pipe and a terminal would get different texts."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = burner("optimize", f"{shop}::unique").out
    assert coloured != IMPROVED
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == IMPROVED
    monkeypatch.setenv("NO_COLOR", "")
    plain = burner("optimize", f"{shop}::unique", search=fake(run="0002run")).out
    assert plain == IMPROVED.replace("0001run1", "0002run1")


@pytest.mark.parametrize("outcome", ["improved", "unchanged", TargetError("it fails", "mend it")])
def test_json_is_one_valid_document(burner, shop, fake, outcome):
    """Programs that read --json would meet fields that the schema doesn't know, or progress in between."""
    ran = burner("optimize", f"{shop}::unique", "--json", "-v", search=fake(outcome))
    jsonschema.validate(ran.json, schema())
    assert ran.json["exit_code"] == ran.code
    assert ran.err


def test_json_of_several_targets_is_an_array(burner, shop):
    """The second target's document would break the first one's."""
    ran = burner("optimize", f"{shop}::unique", f"{shop}::other", "--json")
    assert [document["target"]["qualname"] for document in ran.json] == ["unique", "other"]


@pytest.mark.parametrize("outcome", ["improved", TargetError("it fails", "mend it")])
def test_events_are_json_lines(burner, shop, fake, monkeypatch, outcome):
    """A face could not draw the run, or would wait for an end that never comes."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    lines = burner("optimize", f"{shop}::unique", "--events", search=fake(outcome)).out.splitlines()
    events = [from_json(line) for line in lines]
    assert (events[0].type, events[-1].type) == ("run_started", "run_finished")
    assert all("at" in json.loads(line) for line in lines)


def test_diff_is_all_there_is(burner, shop, fake):
    """`burner optimize --diff | git apply` would choke on words."""
    assert burner("optimize", f"{shop}::unique", "--diff").out.startswith("--- a/shop.py\n")
    assert burner("optimize", f"{shop}::unique", "--diff", search=fake("unchanged")).out == ""


def test_a_report_beside_the_result(burner, shop, tmp_path):
    """A pull request could not carry the evidence."""
    burner("optimize", f"{shop}::unique", "--report", tmp_path / "run.md")
    text = (tmp_path / "run.md").read_text()
    assert text.startswith("### burner: `shop.py::unique`\n\n**3.21x faster (95% CI 3.05-3.36)**, by rule BRN101.")
    assert "```diff" in text
    assert str(tmp_path) not in text
