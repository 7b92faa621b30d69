"""Which files a check looks at: those named, and the Python files below the folders named. Reads none of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from burner.errors import UsageError

_NOT_OURS = frozenset({"__pycache__", "node_modules", "venv", "site-packages", "build", "dist"})
_NOTEBOOK = ".ipynb"


def found(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files to look at and the notebooks left out, each once; raises UsageError for a path that is not there.

    Folders of environments, of tools (names with a dot) and of builds are left out, and links to folders, which may go
    round in circles; what is named itself is looked at whatever it is called.
    """
    seen: set[Path] = set()
    files: list[Path] = []
    notebooks: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = list(_below(path))
        elif path.is_file():
            below = [path]
        else:
            raise UsageError(f"there is no file or folder {path}", _why(path))
        for file in below:
            if file not in seen:
                seen.add(file)
                (notebooks if file.suffix == _NOTEBOOK else files).append(file)
    return files, notebooks


def _below(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return  # a folder that may not be entered holds nothing that could be checked
    for entry in ordered:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            path = folder / name
            if name not in _NOT_OURS and not name.startswith(".") and not (path / "pyvenv.cfg").exists():
                yield from _below(path)
        elif name.endswith((".py", _NOTEBOOK)) and _is_file(entry):
            yield folder / name


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that goes round in circles
        return False


def _why(path: Path) -> str:
    return "it is a link that leads nowhere" if path.is_symlink() else "name files or folders"
