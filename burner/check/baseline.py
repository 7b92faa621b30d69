"""The findings that a project has decided to live with: keyed by path, rule, function and hash of its body.

Lines don't count, so that changes elsewhere don't bring findings back; a changed body does. The file is sorted and has
no dates, so that it merges.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from burner.check.finding import Finding
from burner.errors import UsageError

NAME = ".burner-baseline.json"
VERSION = 1


@dataclass(frozen=True, order=True)
class Entry:
    """Findings of one rule in one function that are accepted; `path` counts from the baseline's folder."""

    path: str
    rule: str
    function: str
    body: str


@dataclass
class Baseline:
    """The accepted findings and how many there are of each."""

    file: Path
    entries: Counter[Entry] = field(default_factory=Counter)

    def entry(self, finding: Finding) -> Entry:
        """Return what a finding is to this baseline."""
        folder, path = self.file.absolute().parent, Path(finding.path).absolute()
        shown = path.relative_to(folder) if path.is_relative_to(folder) else path
        return Entry(shown.as_posix(), finding.rule, finding.qualname, finding.body_hash)

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that are not accepted; those of a file that was renamed are found by their function."""
        return self.split(findings)[0]

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], Counter[Entry]]:
        """Return the findings that are not accepted, and the entries that nothing was found for any more."""
        left = self.entries.copy()
        rest: list[Finding] = []
        for finding in findings:
            entry = self.entry(finding)
            if left[entry] > 0:
                left[entry] -= 1
            else:
                rest.append(finding)
        folder = self.file.absolute().parent
        gone = {entry.path for entry in left if not (folder / entry.path).exists()}
        moved = Counter({(e.rule, e.function, e.body): 0 for e in left})
        for entry, count in left.items():
            moved[entry.rule, entry.function, entry.body] += count if entry.path in gone else 0
        shown: list[Finding] = []
        for finding in rest:
            key = (finding.rule, finding.qualname, finding.body_hash)
            if finding.qualname and moved[key] > 0:
                moved[key] -= 1
            else:
                shown.append(finding)
        return shown, +left

    def prune(self, findings: Sequence[Finding]) -> Baseline:
        """Return the baseline without what is found no more."""
        new = set(self.new(findings))
        return made(self.file, [finding for finding in findings if finding not in new])

    def write(self) -> None:
        """Write the file."""
        rows = [
            {"path": entry.path, "rule": entry.rule, "function": entry.function, "body": entry.body, "count": count}
            for entry, count in sorted(self.entries.items())
            if count > 0
        ]
        text = json.dumps({"version": VERSION, "findings": rows}, indent=1, ensure_ascii=False)
        self.file.write_text(text + "\n", encoding="utf-8")


def made(file: Path, findings: Iterable[Finding]) -> Baseline:
    """Return the baseline that accepts findings."""
    baseline = Baseline(file)
    baseline.entries.update(baseline.entry(finding) for finding in findings)
    return baseline


def nearest(folder: Path) -> Path | None:
    """Return the baseline of a folder or of the nearest one above it."""
    folder = folder.absolute()
    return next((path for place in (folder, *folder.parents) if (path := place / NAME).is_file()), None)


def read(file: Path) -> Baseline:
    """Read a baseline; raises UsageError where it is none, or one of a newer burner."""
    try:
        fields: Any = json.loads(file.read_text(encoding="utf-8"))
        version = fields["version"]
        if isinstance(version, int) and version > VERSION:
            raise UsageError(
                f"{file} was written by a newer burner (version {version} of the format; this one knows {VERSION})",
                "update burner here: pip install --upgrade burner-perf",
            )
        baseline = Baseline(file)
        for row in fields["findings"]:
            baseline.entries[Entry(row["path"], row["rule"], row["function"], row["body"])] += int(row["count"])
    except OSError as error:
        raise UsageError(
            f"{file} can't be read: {error.strerror}", "name a baseline, or write one: burner baseline write"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{file} is no baseline: {type(error).__name__} {error}",
            "if a merge left marks in it, write it anew: burner baseline write",
        ) from error
    return baseline
