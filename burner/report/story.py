"""All that a report tells of one run: its document, its events, and what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from burner.errors import BurnerError
from burner.report.command import command
from burner.report.document import Document
from burner.report.progress import Progress, failed_document


@dataclass(frozen=True)
class Story:
    """One run; `request` are the options it was asked with, `started_at` is in seconds since 1970."""

    document: Document
    progress: Progress
    request: Mapping[str, Any] = field(default_factory=dict)
    started_at: float | None = None

    @property
    def name(self) -> str:
        """The target as its project knows it."""
        return target_name(self.document)

    @property
    def command(self) -> str:
        """What to type to ask for the same again; empty where it is not known what was asked."""
        if not self.request:
            return ""
        typed = str(self.request["target"])
        absolute = PurePath(typed.partition("::")[0]).is_absolute()
        return command(self.request, self.name if absolute and self.document["target"] else None)


def story(
    progress: Progress,
    request: Mapping[str, Any],
    started_at: float | None = None,
    result: Mapping[str, Any] | None = None,
) -> Story:
    """Return the story of a run as far as it came; one that did not finish is told as failed."""
    document = dict(result or progress.result or {})
    if not document:
        unfinished = BurnerError("the run was interrupted", f"burner optimize --resume {progress.run}")
        document = failed_document(progress, unfinished)
    return Story(document, progress, request, started_at)


def target_name(document: Document) -> str:
    """Return the target without the folders of the user's own machine: the diff's path, else the file's name."""
    target = document["target"]
    if target is None:
        return "the target"
    diff = document["best"]["diff"] if document["best"] else ""
    paths = [line.removeprefix("+++ b/") for line in diff.splitlines() if line.startswith("+++ b/")]
    return f"{(paths or [PurePath(target['file']).name])[0]}::{target['qualname']}"
