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
    """Return "3.11" -> {"machine", "rules": {rule id -> {"ratio", "low", "high"}}} as measured."""
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
