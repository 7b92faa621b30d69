"""A run's report in the form that was asked for, and where it is written."""

from __future__ import annotations

import json
from pathlib import Path

from burner.errors import BurnerError
from burner.report.story import Story

SUFFIXES = {".md": "md", ".html": "html", ".htm": "html", ".json": "json"}
"""What a file's name says of its form."""


def rendered(story: Story, form: str) -> str:
    """Return the report as "md", "html" or "json"."""
    if form == "json":
        return json.dumps(story.document, ensure_ascii=False, indent=2) + "\n"
    if form == "md":
        from burner.report.markdown import markdown

        finished = story.progress.finished
        return markdown(story.document, story.command, finished.peak_memory_bytes if finished else None)
    from burner.report.html.page import page

    return page(story)


def write(path: Path, text: str) -> None:
    """Write a report; raises BurnerError where that can't be done."""
    try:
        path.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise BurnerError(f"{path} can't be written: {error.strerror}", "choose another file for the report") from error
