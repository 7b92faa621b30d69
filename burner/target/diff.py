"""Shows what a spliced module changes, as a patch that can be applied from the project's root."""

from __future__ import annotations

import difflib
import re

from burner.target.project import project_root
from burner.target.source import BOM, SourceFile


def diff(old: SourceFile, new: bytes) -> str:
    """The unified diff from the module as it was read to `new`; "" if they are the same."""
    name = old.path.relative_to(project_root(old.path)).as_posix()
    lines = difflib.unified_diff(_lines(old, old.data), _lines(old, new), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(source_file: SourceFile, data: bytes) -> list[str]:
    text = data.removeprefix(BOM).decode(source_file.encoding)
    if source_file.newline == "\r":
        text = text.replace("\r", "\n")
    return re.findall(r"[^\n]*\n|[^\n]+", text)
