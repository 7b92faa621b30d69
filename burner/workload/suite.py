"""Finds the user's tests and decides which command runs them; runs nothing itself."""

from __future__ import annotations

import ast
import configparser
import itertools
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
FIRST_FILES = (4, 16)
"""Of a large suite so many files, from the nearest on, are collected and run before any other: to collect takes time."""
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
    """Test files of a project, those first that are most likely to reach the target, and the options of its pytest."""

    root: Path
    files: tuple[Path, ...]
    naming: int
    """How many of `files`, from the front, name the target's function, class or module."""
    options: str | None
    """`addopts` without what fights with recording; None if nothing had to go."""
    dropped: tuple[str, ...]
    doctest_flags: tuple[str, ...] = ()
    """Names of doctest's option flags that the project runs its examples with; pytest's default is ELLIPSIS."""

    @property
    def large(self) -> bool:
        """Whether it is worth trying some of the files first."""
        return len(self.files) > LARGE_SUITE_FILES

    @property
    def first(self) -> tuple[tuple[Path, ...], ...]:
        """What of a large suite is tried before all of it: a few files, some more, then all others that name the target."""
        ends = [0, *(min(end, self.naming) for end in FIRST_FILES), self.naming]
        parts = [self.files[begin:end] for begin, end in itertools.pairwise(ends)]
        return tuple(part for part in parts if part) if self.large else ()


def find_suite(root: Path, file: Path, qualname: str) -> Suite:
    """The test files below `root`, by pytest's default names and the project's `python_files`."""
    settings = _pytest_settings(root)
    patterns = settings.get("python_files", "test_*.py *_test.py tests.py").split()
    relevance = _Relevance.of(root, file, qualname)
    ranked = []
    for path in _walk(root):
        if any(path.match(pattern) for pattern in patterns):
            points = relevance.points(path, path.read_text(encoding="utf-8", errors="replace"))
            ranked.append((-points, -relevance.shared(path.relative_to(root)), str(path), path))
    ranked.sort()
    kept, dropped = _without_fighting(settings.get("addopts", ""))
    return Suite(
        root=root,
        files=tuple(path for *_, path in ranked),
        naming=sum(points < 0 for points, *_ in ranked),
        options=shlex.join(kept) if dropped else None,
        dropped=tuple(dropped),
        doctest_flags=tuple(settings.get("doctest_optionflags", "ELLIPSIS").split()),
    )


@dataclass(frozen=True)
class _Relevance:
    """How likely a test file is to reach a target, by what the file names and by where it lies."""

    words: tuple[tuple[re.Pattern[str], int], ...]
    """Names of the target, and what naming each of them is worth."""
    module: re.Pattern[str]
    folders: frozenset[str]

    @classmethod
    def of(cls, root: Path, file: Path, qualname: str) -> _Relevance:
        folders = file.relative_to(root).parent.parts if file.is_relative_to(root) else ()
        module = file.parent.name if file.stem == "__init__" else file.stem
        *classes, function = qualname.split(".")
        words = [(function, 2), *((name, 1) for name in (*classes, module))]
        return cls(
            tuple((re.compile(rf"\b{re.escape(word)}\b"), worth) for word, worth in words if word),
            re.compile(rf"(^|_){re.escape(module.strip('_'))}(_|$)"),
            frozenset(folders),
        )

    def points(self, path: Path, text: str) -> int:
        """What the file names: its own name counts as much as a function's."""
        named = sum(worth for word, worth in self.words if word.search(text))
        return named + (2 if self.module.search(path.stem) else 0)

    def shared(self, path: Path) -> int:
        """How many folders on the way to the file have names as on the way to the target."""
        return len(self.folders.intersection(path.parent.parts))


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
