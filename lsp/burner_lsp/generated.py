"""Keeps the code that attrs generates for the protocol's 500 classes: compiling it anew is half of the server's start.

attrs has no setting for that: the name `compile` is put into the module that makes classes while the protocol's are made; a
version of attrs that makes them elsewhere is simply not sped up. The file lies in burner's own folder, may be deleted at any time, and is done without where it can't be used.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import CodeType

from burner.home import home

_LIBRARIES = ("attrs", "lsprotocol")


def file() -> Path:
    """Return where the code of this Python and these versions of the libraries lies."""
    versions = "-".join(f"{name}{version(name)}" for name in _LIBRARIES)
    return home() / f"protocol-{sys.implementation.cache_tag}-{versions}.marshal"


@contextmanager
def kept() -> Iterator[None]:
    """While attrs makes classes, take the code from the file; what is not in there is compiled and put there."""
    import attr

    make = sys.modules.get(f"{attr.__name__}._make")
    if make is None:
        yield
        return
    path = file()
    known = _read(path)
    compiled: dict[str, CodeType] = {}

    def compile_once(script: str, filename: str, mode: str) -> CodeType:
        key = f"{mode} {filename}\n{script}"
        compiled[key] = known.get(key) or compile(script, filename, mode)
        return compiled[key]

    vars(make)["compile"] = compile_once
    try:
        yield
    finally:
        del vars(make)["compile"]
    if not compiled.keys() <= known.keys():
        _write(path, compiled)


def _read(path: Path) -> dict[str, CodeType]:
    try:
        found = marshal.loads(path.read_bytes())  # noqa: S302  # burner's own folder, like the byte code beside modules
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, compiled: dict[str, CodeType]) -> None:
    part = path.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(marshal.dumps(compiled))
        part.replace(path)
