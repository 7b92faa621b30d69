"""Writes a spliced module over the user's file: as a whole or not at all, and only over the file that was read."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from burner.errors import BurnerError, TargetError
from burner.target.source import SourceFile


def apply(source_file: SourceFile, new: bytes) -> None:
    """Replace the file's bytes atomically, with its mode and owner; a symbolic link keeps pointing where it does.

    Raises TargetError if the file is no longer the one that was read, BurnerError if it can't be written; the file is
    then as it was.
    """
    real = Path(os.path.realpath(source_file.path))
    before = _state(source_file, real)
    if not before.st_mode & 0o222 or not os.access(real, os.W_OK):
        raise BurnerError(f"{real} is read-only", f"Make it writable (chmod u+w {real}) and apply the result again.")
    written: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{real.name}.", suffix=".burner", dir=real.parent)
        written = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            if (os.fstat(handle).st_uid, os.fstat(handle).st_gid) != (before.st_uid, before.st_gid):
                os.fchown(handle, before.st_uid, before.st_gid)
            os.fchmod(handle, stat.S_IMODE(before.st_mode))
            os.fsync(handle)
        _state(source_file, real)
        written.replace(real)
        written = None
        _sync_folder(real.parent)
    except OSError as error:
        raise BurnerError(f"{real} can't be written: {error.strerror}", _hint(error, real)) from error
    finally:
        if written is not None:
            written.unlink(missing_ok=True)


def _state(source_file: SourceFile, real: Path) -> os.stat_result:
    """The file's state; raises TargetError unless its bytes are still those that were read."""
    try:
        state, data = real.stat(), real.read_bytes()
    except OSError as error:
        raise TargetError(f"{real} is no longer there: {error.strerror}", "Run burner again.") from error
    if hashlib.sha256(data).hexdigest() != source_file.digest:
        raise TargetError(
            f"{real} changed while burner ran",
            "It was left as it is now. Run burner again, or apply the shown diff by hand.",
        )
    return state


def _hint(error: OSError, real: Path) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "Free some space and apply the result again; the file is unchanged."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"burner needs to write in {real.parent} as the file's owner; the file is unchanged."
    return "The file is unchanged."


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
