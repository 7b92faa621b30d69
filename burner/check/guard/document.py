"""The document of `burner guard --json`, and its exit code; its shape is written down in report/schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from burner.check.guard.changes import Changes
from burner.check.guard.run import COMPARED, FINDINGS, Broken, Checked
from burner.report.document import growth_json
from burner.report.exit_codes import ExitCode

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Found:
    """All that a guard found: the changes, what became of each function, files that don't parse."""

    changes: Changes
    checked: Sequence[Checked]
    broken: Sequence[Broken]
    wall_s: float

    @property
    def slower(self) -> list[Checked]:
        """The functions that are verified to be slower, or to grow worse."""
        return [item for item in self.checked if item.status in FINDINGS]

    @property
    def exit_code(self) -> ExitCode:
        """Findings first; then what made it impossible to look, where nothing at all was compared."""
        if self.slower:
            return ExitCode.NOTHING_BETTER
        statuses = {item.status for item in self.checked}
        if any(item.is_new for item in self.broken) or ("failed" in statuses and not statuses & COMPARED):
            return ExitCode.TARGET
        if "out_of_time" in statuses and not statuses & COMPARED:
            return ExitCode.BUDGET
        return ExitCode.OK


def document(found: Found) -> dict[str, Any]:
    """The document."""
    code = found.exit_code
    outcomes = {ExitCode.OK: "clean", ExitCode.NOTHING_BETTER: "slower"}
    return {
        "schema": SCHEMA_VERSION,
        "outcome": outcomes.get(code, "failed"),
        "exit_code": int(code),
        "base": None if found.changes.base is None else {"commit": found.changes.base, "how": found.changes.how},
        "functions": [_function(item) for item in found.checked],
        "broken": [{"file": item.name, "reason": item.reason, "new": item.is_new} for item in found.broken],
        "notes": list(found.changes.notes),
        "wall_s": round(found.wall_s, 3),
    }


def _function(item: Checked) -> dict[str, Any]:
    span, seen = item.changed.span, item.versus
    fields: dict[str, Any] = {
        "file": item.changed.change.name,
        "qualname": span.qualname,
        "first_line": span.first_line,
        "last_line": span.last_line,
        "status": item.status,
        "reason": item.reason,
        "wall_s": item.wall_s,
        "speedup": None,
        "input": None,
        "old_s": None,
        "new_s": None,
        "growth": None,
        "behaviour": None,
        "spread": None,
    }
    if seen is not None:
        behaviour = seen.behaviour
        fields |= {
            "speedup": seen.speedup.to_json(),
            "input": seen.inputs,
            "old_s": seen.old_s,
            "new_s": seen.new_s,
            "growth": {"before": growth_json(seen.before), "after": growth_json(seen.after)},
            "behaviour": {
                "calls": behaviour.calls,
                "compared": behaviour.compared,
                "differing": behaviour.differing,
                "example": behaviour.example,
            },
            "spread": round(seen.spread, 4),
        }
    return fields


def schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    text = resources.files("burner.report").joinpath("schema/guard.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
