"""What programs read of a check: one text for all findings per format. People's format is drawn by the command line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from burner import __version__
from burner.check.finding import Finding
from burner.check.reported import RULES
from burner.check.run import Report
from burner.check.settings import OWN

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def concise(report: Report) -> str:
    """One line per finding, as compilers write them."""
    return "".join(f"{_place(item)}: {item.rule} {item.message}; {item.cost}\n" for item in report.findings)


def as_json(report: Report) -> str:
    """One document: findings, files that were not looked at, counts."""
    document = {
        "schema": 1,
        "findings": [_fields(item) for item in report.findings],
        "skipped": [{"path": item.path, "reason": item.reason, "fault": item.fault} for item in report.skipped],
        "files": report.files,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def github(report: Report) -> str:
    """Workflow commands, which GitHub shows as annotations (the first ten of a step)."""
    lines = []
    for item in report.findings:
        place = f"file={_property(item.path)},line={item.line},col={item.column + 1}"
        end = f"endLine={item.end_line},endColumn={item.end_column}"
        text = _data(f"{item.message}; {item.cost}" + (f"\n{item.command}" if item.command else ""))
        lines.append(f"::warning {place},{end},title=burner {item.rule}::{text}\n")
    return "".join(lines)


def gitlab(report: Report) -> str:
    """The document of GitLab's code quality reports."""
    rows = [
        {
            "description": f"{item.rule}: {item.message}; {item.cost}",
            "check_name": item.rule,
            "fingerprint": mark,
            "severity": "minor",
            "location": {"path": _posix(item.path), "lines": {"begin": item.line, "end": item.end_line}},
        }
        for item, mark in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def sarif(report: Report) -> str:
    """A SARIF 2.1.0 log, as code scanning services take it."""
    used = sorted({item.rule for item in report.findings})
    place = {rule: index for index, rule in enumerate(used)}
    results = [
        {
            "ruleId": item.rule,
            "ruleIndex": place[item.rule],
            "level": "warning",
            "message": {"text": f"{item.message}; {item.cost}."},
            "locations": [_location(item)],
            "partialFingerprints": {"burnerFunction/v1": mark},
        }
        for item, mark in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    driver = {
        "name": "burner",
        "version": __version__,
        "rules": [_rule(rule) for rule in used],
    }
    notes = [
        {"level": "warning" if item.fault else "note", "message": {"text": f"{item.path}: {item.reason}"}}
        for item in report.skipped
    ]
    invocation = {"executionSuccessful": True, "toolExecutionNotifications": notes}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "concise": concise,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
}


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return a mark for each finding that stays the same while its function does, wherever its lines move."""
    seen: Counter[str] = Counter()
    marks = []
    for item in findings:
        text = "\0".join((_posix(item.path), item.rule, item.qualname, item.body_hash or str(item.line)))
        seen[text] += 1
        marks.append(hashlib.sha256(f"{text}\0{seen[text]}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return marks


def _fields(item: Finding) -> dict[str, Any]:
    return {
        "path": item.path,
        "rule": item.rule,
        "name": _name(item.rule),
        "message": item.message,
        "cost": item.cost,
        "line": item.line,
        "column": item.column,
        "end_line": item.end_line,
        "end_column": item.end_column,
        "function": item.qualname,
        "body_hash": item.body_hash,
        "certain": item.certain,
        "command": item.command,
    }


def _rule(rule: str) -> dict[str, Any]:
    known = RULES.get(rule)
    return {
        "id": rule,
        "name": _name(rule),
        "shortDescription": {"text": _name(rule).replace("-", " ")},
        "help": {"text": f"{known.cost}. `burner rule {rule}` says more." if known else "About a comment of burner."},
    }


def _name(rule: str) -> str:
    return RULES[rule].name if rule in RULES else OWN[rule]


def _location(item: Finding) -> dict[str, Any]:
    region = {
        "startLine": item.line,
        "startColumn": item.column + 1,
        "endLine": item.end_line,
        "endColumn": item.end_column + 1,
    }
    absolute = Path(item.path).is_absolute()
    uri = Path(item.path).as_uri() if absolute else _quoted(_posix(item.path))
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def _posix(path: str) -> str:
    return Path(path).as_posix()


def _place(item: Finding) -> str:
    return f"{item.path}:{item.line}:{item.column + 1}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
