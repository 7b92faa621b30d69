"""Finds the user's tests and decides which command runs them; runs nothing itself."""

from __future__ import annotations

import ast
import configparser
import os
import re
import shlex
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SKIPPED_FOLDERS = {"node_modules", "build", "dist", "site-packages", "__pycache__", "venv", "env"}
FIGHTING_OPTIONS = re.compile(
    r"^(--cov(-.*|=.*)?|--no-cov.*|-n\S*|--numprocesses.*|--dist.*|-x|--exitfirst|--maxfail.*"
    r"|--lf|--last-failed|--ff|--failed-first|--nf|--new-first|--sw|--stepwise)$"
)
LARGE_SUITE_FILES = 40
_SETTINGS = (
    ("pytest.toml", ("pytest",)),
    (".pytest.toml", ("pytest",)),
    ("pytest.ini", ("pytest",)),
    (".pytest.ini", ("pytest",)),
    ("pyproject.toml", ("tool.pytest.ini_options", "tool.pytest")),
    ("tox.ini", ("pytest",)),
    ("setup.cfg", ("tool:pytest",)),
)
"""Where pytest looks for its options, and in which tables; the first file that has one counts."""


@dataclass(frozen=True)
class Suite:
    """Test files of a project, those that name the target first, and the options its configuration gives pytest."""

    root: Path
    files: tuple[Path, ...]
    naming: int
    """How many of `files`, from the front, name the target's module or function."""
    options: str | None
    """`addopts` without what fights with recording; None if nothing had to go."""
    dropped: tuple[str, ...]
    doctest_flags: tuple[str, ...] = ()
    """Names of doctest's option flags that the project runs its examples with."""

    @property
    def large(self) -> bool:
        """Whether it is worth trying only the naming files first."""
        return len(self.files) > LARGE_SUITE_FILES and 0 < self.naming < len(self.files)


def find_suite(root: Path, file: Path, qualname: str) -> Suite:
    """The test files below `root`, by pytest's default names and the project's `python_files`."""
    settings = _pytest_settings(root)
    patterns = settings.get("python_files", "test_*.py *_test.py tests.py").split()
    words = [re.compile(rf"\b{re.escape(word)}\b") for word in (qualname.rpartition(".")[2], file.stem)]
    ranked = []
    for path in _walk(root):
        if any(path.match(pattern) for pattern in patterns):
            text = path.read_text(encoding="utf-8", errors="replace")
            rank = next((i for i, word in enumerate(words) if word.search(text)), len(words))
            ranked.append((rank, str(path), path))
    ranked.sort()
    kept, dropped = _without_fighting(settings.get("addopts", ""))
    return Suite(
        root=root,
        files=tuple(path for _, _, path in ranked),
        naming=sum(rank < len(words) for rank, _, _ in ranked),
        options=shlex.join(kept) if dropped else None,
        dropped=tuple(dropped),
        doctest_flags=tuple(settings.get("doctest_optionflags", "").split()),
    )


def has_doctests(text: str) -> bool:
    """Whether a docstring of the module holds an example."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return ">>>" in text and any(
        ">>>" in (ast.get_docstring(node) or "") for node in ast.walk(ast.parse(text)) if isinstance(node, holders)
    )


def _walk(root: Path) -> list[Path]:
    found: list[Path] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED_FOLDERS
            and not (Path(folder) / name / "pyvenv.cfg").exists()
        )
        found.extend(Path(folder) / name for name in files if name.endswith(".py"))
    return found


def _without_fighting(addopts: str) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    dropped: list[str] = []
    try:
        words = shlex.split(addopts)
    except ValueError:  # a quote that is not closed: pytest says so itself
        return [], []
    for index, word in enumerate(words):
        follows = index > 0 and words[index - 1] in {"-n", "--cov", "--dist", "--numprocesses", "--maxfail"}
        target = dropped if FIGHTING_OPTIONS.match(word) or (follows and not word.startswith("-")) else kept
        target.append(word)
    return kept, dropped


def _pytest_settings(root: Path) -> dict[str, str]:
    """The project's pytest options as text, from the first file that has them, in pytest's own order."""
    for name, tables in _SETTINGS:
        path = root / name
        if not path.is_file():
            continue
        try:
            found = _toml(path, tables) if path.suffix == ".toml" else _ini(path, tables)
        except (configparser.Error, tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        if found is not None:
            return found
    return {}


def _toml(path: Path, tables: Sequence[str]) -> dict[str, str] | None:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    for dotted in tables:
        table: object = document
        for key in dotted.split("."):
            table = table.get(key) if isinstance(table, dict) else None
        if isinstance(table, dict):
            return {key: _text(value) for key, value in table.items()}
    return None


def _ini(path: Path, sections: Sequence[str]) -> dict[str, str] | None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(path, encoding="utf-8")
    return next((dict(parser.items(section)) for section in sections if parser.has_section(section)), None)


def _text(value: object) -> str:
    return shlex.join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)
