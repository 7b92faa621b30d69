"""The baseline: accepted findings stay silent until their code changes."""

from __future__ import annotations

import dataclasses
import json

import pytest

from burner.check.baseline import VERSION, made, nearest, read
from burner.check.finding import Finding
from burner.errors import UsageError


@pytest.fixture
def finding(tmp_path):
    """One finding in a file that is there."""
    (tmp_path / "a.py").touch()
    return Finding(str(tmp_path / "a.py"), "BRN101", "m", "c", 3, 4, 3, 9, "Shop.f", "00ff", certain=False)


@pytest.fixture
def baseline(tmp_path, finding):
    """A baseline that accepts it, as it is read again."""
    made(tmp_path / ".burner-baseline.json", [finding]).write()
    return read(tmp_path / ".burner-baseline.json")


@pytest.mark.parametrize(
    ("change", "reported"),
    [
        ({"line": 30, "column": 0}, False),
        ({"message": "said otherwise"}, False),
        ({"body_hash": "1234"}, True),
        ({"rule": "BRN102"}, True),
        ({"qualname": "Shop.g"}, True),
    ],
)
def test_a_finding_is_known_by_its_function_and_not_its_line(baseline, finding, change, reported):
    """A change elsewhere would bring findings back, or new ones would hide behind old ones."""
    assert bool(baseline.new([dataclasses.replace(finding, **change)])) == reported


def test_a_second_finding_of_the_same_kind_is_new(baseline, finding):
    """A function could get worse unnoticed."""
    other = dataclasses.replace(finding, line=9)
    assert baseline.new([finding, other]) == [other]


def test_a_renamed_file_keeps_its_accepted_findings(baseline, finding, tmp_path):
    """Moving a module would report all that was accepted in it."""
    moved = dataclasses.replace(finding, path=str(tmp_path / "b.py"))
    assert baseline.new([moved]) == [moved]
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert baseline.new([moved]) == []


def test_pruning_forgets_what_is_found_no_more(baseline, finding):
    """Corrected code could become slow again unnoticed."""
    assert baseline.prune([]).entries.total() == 0
    assert baseline.prune([finding]).entries == baseline.entries


def test_the_file_is_stable_and_counts_paths_from_itself(baseline, finding, tmp_path):
    """Two people's baselines would not merge, or hold the path of one machine."""
    text = baseline.file.read_text()
    made(baseline.file, [finding]).write()
    assert baseline.file.read_text() == text
    assert str(tmp_path) not in text


def test_the_nearest_baseline_upwards_counts(baseline, tmp_path):
    """A check in a folder below would report what is accepted."""
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert nearest(tmp_path / "deep" / "er") == baseline.file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (json.dumps({"version": VERSION + 1, "entries": []}), "newer burner"),
        ("<<<<<<< HEAD\n{}", "no baseline"),
        ("[]", "no baseline"),
        ('{"version": 1}', "no baseline"),
        ('{"version": 1, "findings": [{"path": "a.py"}]}', "no baseline"),
    ],
)
def test_what_is_no_baseline_of_this_burner_is_refused(tmp_path, text, said):
    """A newer or damaged file would be misread, and findings be hidden or reported by mistake."""
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(UsageError, match=said) as caught:
        read(file)
    assert caught.value.hint
