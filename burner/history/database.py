"""Opens the history database: one file, write-ahead log, migrations by name, plain errors.

Two burners at once are normal. A database that a newer burner wrote is refused, never touched.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from burner.errors import BurnerError, UnavailableError

BUSY_S = 30.0

MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "0001_runs_and_events",
        """
        CREATE TABLE runs (
            id TEXT PRIMARY KEY,
            started_at REAL NOT NULL,
            finished_at REAL,
            target TEXT NOT NULL,
            folder TEXT NOT NULL,
            request TEXT NOT NULL,
            resumes TEXT,
            outcome TEXT,
            exit_code INTEGER,
            ratio REAL,
            result TEXT
        );
        CREATE TABLE events (
            run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            type TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (run, seq)
        ) WITHOUT ROWID;
        """,
    ),
)


def connect(path: Path) -> sqlite3.Connection:
    """Open the database, made or brought up to date where needed; raises BurnerError."""
    with plain_errors(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds the user's code
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path)
    return connection


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite or the disk says into a BurnerError with a way out."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        if "full" in text:
            raise UnavailableError(
                f"the disk is full: the history in {path} can't be written",
                "make room, or put burner's data elsewhere with BURNER_HOME",
            ) from error
        if "not a database" in text or "malformed" in text:
            raise BurnerError(
                f"{path} is damaged: {text}", "move that file away; burner starts a new history"
            ) from error
        if "locked" in text:
            raise BurnerError(
                f"the history in {path} stayed locked for {BUSY_S:.0f} s",
                "end the process that holds it, then try again",
            ) from error
        raise BurnerError(
            f"the history in {path} can't be used: {text}",
            "check its permissions, or set BURNER_HOME to another folder",
        ) from error
    except OSError as error:
        raise UnavailableError(
            f"burner's data folder {path.parent} can't be used: {error.strerror or error}",
            "check its permissions and space, or set BURNER_HOME to another folder",
        ) from error


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait for other processes here, so this does."""
    deadline = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    known = [name for name, _ in MIGRATIONS]
    if _applied(connection) == known:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at REAL NOT NULL)")
        applied = _applied(connection)
        _refuse_newer(set(applied) - set(known), path)
        for name, script in MIGRATIONS:
            if name not in applied:
                for statement in filter(str.strip, script.split(";")):
                    connection.execute(statement)
                connection.execute("INSERT INTO migrations VALUES (?, ?)", (name, time.time()))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _refuse_newer(unknown: set[str], path: Path) -> None:
    if unknown:
        raise UnavailableError(
            f"the history in {path} was written by a newer burner ({max(unknown)})",
            "update burner, or set BURNER_HOME to another folder",
        )


def _applied(connection: sqlite3.Connection) -> list[str]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
        return []
    return [row["name"] for row in connection.execute("SELECT name FROM migrations ORDER BY name")]
