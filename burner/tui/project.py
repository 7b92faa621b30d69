"""The functions of a project with all that is known of each, and which are worth optimising."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from burner.check.gains import table
from burner.tui.known import Known
from burner.tui.outline import Outline

Order = Literal["place", "worth", "time", "found"]
ORDERS: Mapping[Order, str] = {
    "place": "by place",
    "worth": "by what is worth it",
    "time": "by time",
    "found": "by speed-up found",
}
NOMINAL_S = 1e-3
"""What a call is taken to cost as long as nobody measured it."""
QUADRATIC_EXPONENT, QUADRATIC_GAIN, USUAL_GAIN = 1.4, 5.0, 1.5
"""Gains expected of a function whose time grows faster than its input, and of one with a finding without figures."""


@dataclass(frozen=True)
class Note:
    """A static finding of a function: the rule, the line, what it says and what it costs."""

    rule: str
    line: int
    message: str
    cost: str


@dataclass
class Function:
    """A function of the project; what is known of it comes later than the function itself."""

    path: Path
    """Relative to the project where it lies in it."""
    qualname: str
    line: int
    notes: list[Note] = field(default_factory=list)
    known: Known | None = None
    named_in_tests: bool = False

    @property
    def target(self) -> str:
        """As `burner optimize` takes it."""
        return f"{self.path}::{self.qualname}"

    @property
    def gain(self) -> float:
        """The speed-up to expect: what was found, else what the findings' rules gained, else by growth."""
        if self.known is not None and self.known.outcome != "profiled":
            return self.known.ratio or 1.0
        figures = _gains()
        expected = [figures.get(note.rule, USUAL_GAIN) for note in self.notes]
        growth = self.known.growth if self.known else None
        if growth and growth["exponent"] > QUADRATIC_EXPONENT:
            expected.append(QUADRATIC_GAIN)
        return max(expected, default=1.0)

    @property
    def worth_s(self) -> float:
        """Seconds of a call that would go: time seen x gain expected."""
        time_s = (self.known.time_s if self.known else None) or NOMINAL_S
        return time_s * (1 - 1 / max(self.gain, 1.0))


def _gains() -> Mapping[str, float]:
    newest = max(table(), default="")
    return {rule: row["ratio"] for rule, row in table()[newest]["rules"].items()} if newest else {}


class Project:
    """The functions below a folder (or of a file), in the order of their places."""

    def __init__(self, root: Path) -> None:
        self.root = root if root.is_dir() else root.parent
        self.functions: list[Function] = []
        self.files = 0
        self.test_files = 0
        self._mentions: set[str] = set()
        self._by_place: dict[tuple[str, str], Function] = {}

    def add(self, outlines: Iterable[Outline]) -> None:
        """Take in more files."""
        for outline in outlines:
            if outline.mentions:
                self._mentions |= outline.mentions
            self.test_files += bool(outline.mentions)
            self.files += 1
            path = self._relative(outline.path)
            for qualname, line in outline.functions:
                function = Function(path, qualname, line)
                self._by_place[str(self.root / path), qualname] = function
                self.functions.append(function)

    def outlined(self) -> None:
        """All files are in: say which functions the tests name."""
        for function in self.functions:
            function.named_in_tests = function.qualname.rpartition(".")[2] in self._mentions

    def take_findings(self, document: Mapping[str, Any]) -> None:
        """Take in what `burner check --format json` printed in the project's folder."""
        for function in self.functions:
            function.notes.clear()
        for item in document["findings"]:
            found = self._by_place.get((str(self.root / item["path"]), item["function"]))
            if found is not None:
                found.notes.append(Note(item["rule"], item["line"], item["message"], item["cost"]))

    def take_known(self, known: Mapping[tuple[str, str], Known]) -> None:
        """Take in what earlier runs found."""
        for place, function in self._by_place.items():
            function.known = known.get(place)

    def rules(self) -> Counter[str]:
        """Return in how many functions each rule has its shape."""
        return Counter(rule for item in self.functions for rule in {note.rule for note in item.notes})

    def find(self, qualname: str, path: Path) -> Function | None:
        """Return the function of that name in a file, if it is there."""
        return self._by_place.get((str(path.absolute()), qualname))

    def ordered(self, order: Order, words: str = "") -> list[Function]:
        """Return the functions whose address holds all `words`, in an order; those without a figure come last."""
        wanted = words.lower().split()
        chosen = [item for item in self.functions if all(word in item.target.lower() for word in wanted)]
        keys: Mapping[Order, Callable[[Function], float]] = {
            "worth": lambda item: -item.worth_s,
            "time": lambda item: -((item.known and item.known.time_s) or 0.0),
            "found": lambda item: -((item.known and item.known.ratio) or 0.0),
        }
        return sorted(chosen, key=keys[order]) if order in keys else chosen

    def _relative(self, path: Path) -> Path:
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path


def findings_document(text: str) -> Mapping[str, Any]:
    """Return the document of a check, one without findings where the text is none."""
    try:
        document = json.loads(text)
    except ValueError:
        return {"findings": []}
    return document if isinstance(document, dict) and "findings" in document else {"findings": []}
