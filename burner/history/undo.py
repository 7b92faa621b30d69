"""Remembers what a file was before `--apply`, so that `burner undo` can take it back.

A record is on the disk before the file changes. Undoing overwrites no work: the file must be what burner wrote.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from burner.errors import BurnerError, TargetError, UnavailableError, UsageError
from burner.home import home
from burner.target.apply import apply
from burner.target.source import SourceFile, read_source


@dataclass(frozen=True)
class Applied:
    """One change that burner made to a user's file: `old` is its bytes before, `new_sha256` of what burner wrote."""

    run: str
    file: str
    old: bytes
    new_sha256: str
    at: float


def apply_recorded(source: SourceFile, new: bytes, run: str) -> None:
    """Write `new` over the user's file, after keeping what it was; raises BurnerError and leaves the file alone."""
    applied = Applied(run, str(source.path), source.data, hashlib.sha256(new).hexdigest(), time.time())
    record = _keep(applied)
    try:
        apply(source, new)
    except BaseException:
        record.unlink(missing_ok=True)
        raise


def undo(run: str | None = None) -> Applied:
    """Give the file of a run (the last one applied) its old bytes back; raises UsageError, TargetError, BurnerError."""
    path = _find(None if run == "last" else run)
    applied = _load(path)
    source = read_source(Path(applied.file))
    if source.digest != applied.new_sha256:
        raise TargetError(
            f"{applied.file} changed after burner wrote it, so it was left as it is",
            f"its text from before run {applied.run} is kept in {path}",
        )
    apply(source, applied.old)
    path.unlink()
    return applied


def _folder() -> Path:
    return home() / "undo"


def _keep(applied: Applied) -> Path:
    path = _folder() / f"{applied.run}.json"
    text = json.dumps({**asdict(applied), "old": base64.b64encode(applied.old).decode("ascii")})
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise UnavailableError(
            f"the undo record {path} can't be written: {error.strerror}",
            "nothing was changed; make room or check permissions, or set BURNER_HOME to another folder",
        ) from error
    return path


def _find(run: str | None) -> Path:
    records = sorted(_folder().glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    if run is not None:
        records = [path for path in records if path.stem.startswith(run)]
    if not records:
        raise UsageError(
            f"run {run} changed no file" if run else "there is nothing to undo",
            "burner undoes what `burner optimize --apply` wrote, once",
        )
    return records[-1]


def _load(path: Path) -> Applied:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Applied(**{**fields, "old": base64.b64decode(fields["old"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BurnerError(
            f"the undo record {path} can't be read: {error}", "restore the file by hand or from git"
        ) from error
