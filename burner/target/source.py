"""Reads the user's module as Python would read it, and keeps its bytes: what is spliced later must be exactly those.

Never writes, never imports or runs what it reads.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import os
import platform
import re
import tokenize
import warnings
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from burner.errors import TargetError, UsageError

BOM = b"\xef\xbb\xbf"
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COMPILED = frozenset({".so", ".pyd", ".pyc", ".pyo", ".dylib", ".dll"})


@dataclass(frozen=True)
class SourceFile:
    """A module as it was read: its bytes, and its text with plain newlines and without a byte order mark."""

    path: Path
    data: bytes = field(repr=False)
    text: str = field(repr=False)
    encoding: str
    newline: str
    bom: bool

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def read_source(path: Path, override: bytes | None = None) -> SourceFile:
    """Read a module, or take `override` for its bytes.

    Raises UsageError where there is no such file, TargetError where it is no Python that burner can read.
    """
    path = absolute(path)
    data = _read(path) if override is None else override
    try:
        text, encoding = _decode(data)
    except (SyntaxError, LookupError) as error:
        raise TargetError(
            f"{path.name}: {_reason(error)}",
            "Correct the coding cookie in its first two lines, or save the file as UTF-8.",
        ) from error
    except UnicodeDecodeError as error:
        line = len(split_lines(data[: error.start] + b"x"))
        raise TargetError(
            f"{path.name}, line {line}: the bytes are not {error.encoding}",
            "Save the file as UTF-8, or name its encoding in the first line: # -*- coding: latin-1 -*-",
        ) from error
    _check_parses(path, text)
    return SourceFile(path, data, text, encoding, _newline(data), data.startswith(BOM))


def text_of(data: bytes) -> str:
    """The text of a module's bytes as in `SourceFile`; raises SyntaxError, LookupError or UnicodeDecodeError."""
    return _decode(data)[0]


def split_lines(data: bytes) -> list[bytes]:
    """The lines of a module as Python counts them, each with its own line ending; a form feed ends no line."""
    return _LINE.findall(data)


@lru_cache(maxsize=16)
def parse(text: str) -> ast.Module:
    """The tree of a module's text; shared, so it must not be changed. Raises SyntaxError or ValueError."""
    return parse_afresh(text)


def parse_afresh(text: str) -> ast.Module:
    """The tree of a module's text, the caller's own; raises SyntaxError or ValueError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (RecursionError, MemoryError) as error:
            raise SyntaxError("it is nested too deeply for Python's parser") from error


def absolute(path: Path) -> Path:
    """The path from the root, without "..", and with symbolic links as they are, since modules are imported by them."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow the links


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {path}", _neighbours(path)) from error
    except NotADirectoryError as error:
        raise UsageError(f"there is no file {path}", "A part of its path is a file, not a folder.") from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder", "Name a file in it and a function: file.py::function") from error
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}", "Check its permissions.") from error
    if path.suffix in _COMPILED:
        raise TargetError(
            f"{path.name} is compiled code", "Name the Python source file; compiled code can't be rewritten."
        )
    return data


def _neighbours(path: Path) -> str:
    if not path.parent.is_dir():
        existing = next(parent for parent in path.parents if parent.is_dir())
        return f"There is no folder {path.parent}; the nearest that exists is {existing}."
    names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix == ".py")
    close = difflib.get_close_matches(path.name, names, n=3, cutoff=0.6)
    if not close:
        close = [name for name in names if name == f"{path.name}.py"]
    return f"Did you mean {' or '.join(close)}?" if close else f"{path.parent} holds no Python file of a similar name."


def _decode(data: bytes) -> tuple[str, str]:
    lines = iter(split_lines(data[:4096]))
    encoding, _ = tokenize.detect_encoding(lambda: next(lines, b""))
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding
    text = data.removeprefix(BOM).decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _newline(data: bytes) -> str:
    endings = Counter(re.findall(rb"\r\n|\r|\n", data))
    return max(endings, key=lambda ending: endings[ending]).decode() if endings else "\n"


def _check_parses(path: Path, text: str) -> None:
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise TargetError(f"{path.name}, line {line}: it has a null byte", "Remove it, or save the file as UTF-8.")
    try:
        parse(text)
    except SyntaxError as error:
        where = f", line {error.lineno}" if error.lineno else ""
        shown = f": {error.text.strip()}" if error.text and error.text.strip() else ""
        raise TargetError(
            f"{path.name}{where} does not parse: {error.msg}{shown}",
            f"Correct the line; if newer Pythons accept it, run burner with one (this is {platform.python_version()}).",
        ) from error


def _reason(error: Exception) -> str:
    return str(error.msg) if isinstance(error, SyntaxError) else str(error)
