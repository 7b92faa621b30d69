"""What was found in a text before: kept by content, so that a second run reads and hashes files and does no more.

Lies in burner's own folder, may be deleted at any time, and is done without where it can't be used.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from burner import __version__
from burner.home import home

MOST_ROWS = 200_000
_CHUNK = 500
_ROOMS = ("check", "rules")


def file() -> Path:
    """Return where the cache lies."""
    return home() / "check.sqlite3"


def fingerprint() -> bytes:
    """Return a hash of all that a scan's outcome depends on besides the text: burner's version, its rules, this Python."""
    parts = [__version__, sys.version]
    for room in _ROOMS:
        for path in sorted((Path(__file__).parent.parent / room).rglob("*.py")):
            state = path.stat()
            parts.append(f"{path.name} {state.st_size} {state.st_mtime_ns}")
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).digest()


class Cache:
    """Outcomes of scans by `key`; without a connection it is always empty."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self._fingerprint = fingerprint()

    def key(self, data: bytes) -> bytes:
        """Return the key of a file's bytes."""
        return hashlib.blake2b(data, digest_size=16, key=self._fingerprint).digest()

    def get(self, keys: Iterable[bytes]) -> Mapping[bytes, str]:
        """Return what is known."""
        wanted = list(keys)
        known: dict[bytes, str] = {}
        if self._connection is None:
            return known
        with contextlib.suppress(sqlite3.Error):
            for start in range(0, len(wanted), _CHUNK):
                part = wanted[start : start + _CHUNK]
                marks = ",".join("?" * len(part))
                known.update(self._connection.execute(f"SELECT key, outcome FROM scans WHERE key IN ({marks})", part))  # noqa: S608  # only marks are put in
        return known

    def put(self, outcomes: Mapping[bytes, str]) -> None:
        """Keep outcomes; the oldest go where there are too many."""
        if self._connection is None or not outcomes:
            return
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO scans (key, outcome) VALUES (?, ?)", outcomes.items())
            self._connection.execute(
                "DELETE FROM scans WHERE rowid <= (SELECT max(rowid) FROM scans) - ?", (MOST_ROWS,)
            )


@contextmanager
def opened() -> Iterator[Cache]:
    """Open the cache; where it can't be opened or is no database, an empty one takes its place."""
    connection: sqlite3.Connection | None = None
    try:
        file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(file(), timeout=1.0)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("CREATE TABLE IF NOT EXISTS scans (key BLOB UNIQUE NOT NULL, outcome TEXT NOT NULL)")
    except (OSError, sqlite3.Error):
        if connection is not None:
            connection.close()
        connection = None
    try:
        yield Cache(connection)
    finally:
        if connection is not None:
            connection.close()
