"""What must be visible for an interpreter to run: its prefix, its base, and where it imports from."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

STORES = (Path("/nix/store"), Path("/gnu/store"))
"""Where a distribution keeps an interpreter's shared libraries apart from it."""


class Interpreter(Protocol):
    """The fields of `burner.target.ProjectPython` that matter here."""

    @property
    def path(self) -> Path:
        """The executable."""
        ...

    @property
    def prefix(self) -> Path:
        """`sys.prefix`."""
        ...

    @property
    def base_prefix(self) -> Path:
        """`sys.base_prefix`."""
        ...

    @property
    def sys_path(self) -> tuple[str, ...]:
        """`sys.path` at the start."""
        ...


def interpreter_paths(python: Interpreter) -> tuple[Path, ...]:
    """Folders and files to show read-only, outermost only, so that the interpreter runs and finds its packages."""
    wanted = [python.prefix, python.base_prefix, *_chain(python.path)]
    wanted += [Path(entry) for entry in python.sys_path if entry]
    wanted += [path.resolve() for path in wanted]
    wanted += [store for store in STORES if any(store in path.parents for path in wanted)]
    found = sorted({path for path in wanted if path.is_absolute() and path.exists()}, key=lambda path: len(path.parts))
    home = Path.home().resolve()
    kept: list[Path] = []
    for path in found:
        holds_home = path.resolve() == home or path.resolve() in home.parents
        if not holds_home and not any(known == path or known in path.parents for known in kept):
            kept.append(path)
    return tuple(kept)


def _chain(path: Path) -> list[Path]:
    """The links from a virtual environment's `python` to the real file, each of which is opened on the way."""
    links = [path]
    while path.is_symlink():
        path = path.parent / path.readlink()
        links.append(path)
    return links
