"""Brings the winner of a run to the user's file or to a branch, with the same checks as the command line."""

from __future__ import annotations

from pathlib import Path

from burner.errors import UsageError
from burner.history.branch import commit, prepare
from burner.history.undo import apply_recorded
from burner.report.document import Document
from burner.target.patch import patched
from burner.target.source import SourceFile, read_source


def apply_best(document: Document) -> Path:
    """Write the winner to its file; raises BurnerError and leaves the file alone where it is not what was read."""
    source, new = _made(document)
    apply_recorded(source, new, document["run"])
    return source.path


def branch_best(document: Document) -> str:
    """Commit the winner to a new branch and return its name; raises BurnerError."""
    source, new = _made(document)
    place = prepare(source, document["target"]["qualname"], None)
    commit(place, new, document)
    return place.branch


def _made(document: Document) -> tuple[SourceFile, bytes]:
    if not document["best"]:
        raise UsageError("the run found nothing better", "there is nothing to write")
    source = read_source(Path(document["target"]["file"]))
    return source, patched(source, document["best"]["diff"])
