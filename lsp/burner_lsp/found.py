"""What is known of functions from earlier runs: their last result, as long as they are still the same."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from burner.errors import BurnerError
from burner.events import BaselineMeasured, TargetResolved
from burner.history.store import History
from burner.report import words
from burner.target import FunctionSpan
from burner_lsp.functions import functions_of, source_of

NEWEST = 60
"""How many of a file's runs are looked at."""


@dataclass(frozen=True)
class Measured:
    """A finished run of a function."""

    run: str
    qualname: str
    source: str
    """The function as it was."""
    result: Mapping[str, Any]
    lines: tuple[tuple[int, int, float], ...]
    """The hottest lines, hottest first: number from the `def` on (its line is 0), hits and share."""

    @property
    def ratio(self) -> float | None:
        """Old time / new time of the version that was found."""
        best = self.result.get("best")
        return None if not best else float(best["speedup"]["ratio"])

    @property
    def words(self) -> str:
        """What was measured in words: "41.0 ms a call, n^2.0 in len(xs)"."""
        baseline = self.result.get("baseline") or {}
        parts = [f"{words.seconds(baseline['time_s'])} a call"] if baseline.get("time_s") else ["not measured"]
        return ", ".join([*parts, words.growth(baseline["growth"])] if baseline.get("growth") else parts)

    def lines_at(self, span: FunctionSpan) -> list[tuple[int, int, float]]:
        """Return the hottest lines with their numbers in the document, where the function lies there now."""
        return [(span.def_line + offset, hits, share) for offset, hits, share in self.lines]


class Known:
    """What is known of each file; read again after `forget`."""

    def __init__(self) -> None:
        self._files: dict[Path, list[Measured]] = {}

    def forget(self, path: Path | None = None) -> None:
        """Read the history again next time: about one file, or about all."""
        if path is None:
            self._files.clear()
        else:
            self._files.pop(path, None)

    def of(self, path: Path, text: str) -> dict[str, Measured]:
        """Return what is known of a file's functions that are still as they were measured.

        It is the newest run that found a faster version, or the newest at all.
        """
        if path not in self._files:
            self._files[path] = _read(path)
        spans = functions_of(text)
        found: dict[str, Measured] = {}
        for item in self._files[path]:
            name = item.qualname
            if name not in spans or not _same(item.source, source_of(text, spans[name])):
                continue
            if name not in found or (found[name].ratio is None and item.ratio is not None):
                found[name] = item
        return found


def _same(old: str, new: str) -> bool:
    return textwrap.dedent(old).strip() == textwrap.dedent(new).strip()


def _read(path: Path) -> list[Measured]:
    """Return the file's finished runs, newest first; none where the history can't be read."""
    try:
        with History.open() as history:
            runs = [
                run
                for run in history.newest(NEWEST, target=path.name)
                if run.result and run.result["target"] and Path(run.folder, run.result["target"]["file"]) == path
            ]
            return [
                found for run in runs if run.result for found in _measured(run.id, run.result, history.events(run.id))
            ]
    except BurnerError:
        return []


def _measured(run: str, result: Mapping[str, Any], events: Iterable[object]) -> list[Measured]:
    resolved: TargetResolved | None = None
    lines: tuple[tuple[int, int, float], ...] = ()
    for event in events:
        if isinstance(event, TargetResolved):
            resolved = event
        elif isinstance(event, BaselineMeasured):
            lines = event.lines
    if resolved is None:
        return []
    last = resolved.last_line
    first = last - resolved.source.count("\n")
    shifted = [(number - first, hits, share) for number, hits, share in lines if first <= number <= last]
    hottest = tuple(sorted(shifted, key=lambda line: -line[2]))
    return [Measured(run, resolved.qualname, resolved.source, result, hottest)]
