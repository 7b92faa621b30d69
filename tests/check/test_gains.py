"""A rule that loses on a Python is off there, and the figures that say so are part of the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from burner.check import gains
from burner.check.gains import losing, table
from burner.check.scan import check_text
from burner.check.settings import CheckSettings

TEXT = "def f(lines):\n    return [line.split(';')[0] for line in lines]\n"


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_gains_were_measured(version):
    """A rule's page would not say what the rewrite gains on the reader's Python."""
    assert len(table()[version]["rules"]) >= 60


@pytest.mark.parametrize(("python", "reported"), [((3, 11), True), ((3, 13), False), ((3, 99), True)])
def test_a_rule_is_off_where_it_loses(monkeypatch, python, reported):
    """Users would be told to make their code slower."""
    rules = {"3.11": {"BRN133": {"high": 1.8}}, "3.13": {"BRN133": {"high": 0.9}}}
    monkeypatch.setattr(gains, "table", lambda: {version: {"rules": found} for version, found in rules.items()})

    found = check_text(TEXT, Path("a.py"), CheckSettings((), (), (), Path(), python))

    assert ("BRN133" in {item.rule for item in found}) == reported
    assert ("BRN133" in losing(python)) != reported
