"""What each rule's example gained when it was measured, per Python version; `burner rule bench` makes the figures.

Reads data of the package; measures nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("gains.json")
_LOSS = 0.97
"""A ratio old time / new time below this is a loss, not noise."""


@lru_cache(maxsize=1)
def table() -> Mapping[str, Mapping[str, Any]]:
    """Return "3.11" -> {"python", "rules": {rule id -> {"ratio", "low", "high", "rounds"}}} as measured."""
    if not FILE.is_file():
        return {}
    measured: Mapping[str, Mapping[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["pythons"]
    return measured


def losing(python: tuple[int, int]) -> frozenset[str]:
    """Return the rules whose example was slower after the rewrite on a Python version."""
    measured = table().get(f"{python[0]}.{python[1]}")
    if measured is None:
        return frozenset()
    return frozenset(rule for rule, figures in measured["rules"].items() if figures["high"] < _LOSS)


def losing_words(rule: str, version: str) -> str:
    """Return the words behind a figure that is a loss."""
    major, _, minor = version.partition(".")
    return " (slower: not reported on this Python)" if rule in losing((int(major), int(minor))) else ""


def saved(file: Path, version: str, python: str, rules: Mapping[str, Any]) -> None:
    """Add figures for one Python version to a table in a file; those of other versions and rules stay."""
    pythons = json.loads(file.read_text(encoding="utf-8"))["pythons"] if file.is_file() else {}
    before = pythons.get(version, {}).get("rules", {})
    pythons[version] = {"python": python, "rules": dict(sorted({**before, **rules}.items()))}
    file.write_text(
        json.dumps({"version": 1, "pythons": dict(sorted(pythons.items()))}, indent=1) + "\n", encoding="utf-8"
    )
