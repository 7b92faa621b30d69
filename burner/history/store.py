"""Keeps runs: every event is written when it happens, so that a killed run loses nothing.

Secrets never get in: the request's `remote_key` is dropped on the way.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from burner.errors import UnavailableError, UsageError
from burner.events import CandidateJudged, CandidateProposed, Event, from_json, to_json
from burner.history.database import connect, plain_errors
from burner.home import home

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_SECRET_FIELDS = frozenset({"remote_key"})
_SHORTEST_PREFIX = 4
_RUNS_LEARNT_FROM = 200
_OUTCOME = "COALESCE(outcome, 'unfinished')"
_MAY_GO_ON = "finished_at IS NULL AND started_at + 2 * COALESCE(json_extract(request, '$.budget_s'), 0) > ?"
"""A run that did not end may have been killed, or another burner is in the middle of it."""


@dataclass(frozen=True)
class Run:
    """One line of the history; `outcome`, `exit_code` and `finished_at` (seconds since 1970) are None until it ends."""

    id: str
    started_at: float
    finished_at: float | None
    target: str
    folder: str
    """Where it was started: relative paths of the request are relative to it."""
    request: Mapping[str, Any]
    resumes: str | None
    outcome: str | None
    exit_code: int | None
    ratio: float | None
    """Old time / new time of the winner."""
    result: Mapping[str, Any] | None


@dataclass(frozen=True)
class LedgerEntry:
    """A candidate that was judged in a run: what `--resume` need not do again."""

    run: str
    id: str
    parent: str | None
    iteration: int
    origin: Mapping[str, Any]
    source: str
    diff: str
    verdict: str
    stage: str
    reason: str
    counter_example: str | None
    speedup: Mapping[str, Any] | None
    memory_ratio: float | None
    judge_s: float


class History:
    """The history database; use it as a context manager. All methods raise BurnerError where the disk fails."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open burner's history, or the one in the given file."""
        path = home() / "history.db" if path is None else path
        return cls(connect(path), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def start(
        self,
        run: str,
        *,
        target: str,
        request: Mapping[str, Any] | DataclassInstance,
        folder: Path,
        resumes: str | None = None,
    ) -> None:
        """Begin a run; `request` is a dataclass or a mapping of the options it was asked with."""
        fields = request if isinstance(request, Mapping) else dataclasses.asdict(request)
        kept = {name: value for name, value in fields.items() if name not in _SECRET_FIELDS}
        self._write(
            "INSERT INTO runs (id, started_at, target, folder, request, resumes) VALUES (?, ?, ?, ?, ?, ?)",
            (run, time.time(), target, str(folder), json.dumps(kept, default=str), resumes),
        )

    def append(self, run: str, event: Event) -> None:
        """Keep one event of a run, after those already kept."""
        self._write(
            "INSERT INTO events SELECT ?, COALESCE(MAX(seq), -1) + 1, ?, ? FROM events WHERE run = ?",
            (run, event.type, to_json(event), run),
        )

    def finish(self, run: str, result: Mapping[str, Any]) -> None:
        """Note how a run ended, with its result document."""
        best = result.get("best")
        self._write(
            "UPDATE runs SET finished_at = ?, outcome = ?, exit_code = ?, ratio = ?, result = ? WHERE id = ?",
            (
                time.time(),
                result["outcome"],
                result["exit_code"],
                best["speedup"]["ratio"] if best else None,
                json.dumps(result, ensure_ascii=False),
                run,
            ),
        )

    def find(self, name: str) -> Run:
        """Return the run of that id, of the only id that begins so, or the newest for "last"; raises UsageError."""
        hint = "`burner history list` shows the runs"
        if name == "last":
            runs = self._runs("WHERE json_extract(request, '$.iterations') IS NOT 0 ORDER BY id DESC LIMIT 1")
            if not runs:
                raise UsageError("there is no earlier run", "start one with `burner optimize FILE.py::FUNCTION`")
            return runs[0]
        runs = self._runs("WHERE substr(id, 1, ?) = ? ORDER BY id DESC", (len(name), name.lower()))
        exact = [run for run in runs if run.id == name]
        if exact:
            return exact[0]
        if not runs or len(name) < _SHORTEST_PREFIX:
            raise UsageError(f"there is no run {name}", hint)
        if len(runs) > 1:
            raise UsageError(f"{len(runs)} runs begin with {name}", f"give more of the id; {hint}")
        return runs[0]

    def newest(
        self,
        limit: int | None = 20,
        target: str | None = None,
        *,
        outcome: str | None = None,
        since_s: float | None = None,
    ) -> list[Run]:
        """Return the newest runs, newest first, all of them without a `limit`.

        `target` keeps those whose target contains it, `outcome` those that ended so ("unfinished": not at all),
        `since_s` those that began less than so many seconds ago.
        """
        pattern = "%" + (target or "").replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        began = 0.0 if since_s is None else time.time() - since_s
        return self._runs(
            rf"WHERE target LIKE ? ESCAPE '\' AND started_at >= ? AND {_OUTCOME} = COALESCE(?, {_OUTCOME})"
            " ORDER BY id DESC LIMIT ?",
            (pattern, began, outcome, -1 if limit is None else limit),
        )

    def events(self, run: str) -> list[Event]:
        """Return the events of a run in order; raises UnavailableError where a newer burner wrote them."""
        rows = self._read("SELECT body FROM events WHERE run = ? ORDER BY seq", (run,))
        try:
            return [from_json(row["body"]) for row in rows]
        except (KeyError, TypeError) as error:
            raise UnavailableError(f"run {run} was written by a newer burner", "update burner to look at it") from error

    def ledger(self, run: str) -> list[LedgerEntry]:
        """Return the judged candidates of a run and of those it resumed, oldest first, each source once."""
        entries: dict[str, LedgerEntry] = {}
        for name in reversed(self._chain(run)):
            proposed: dict[str, CandidateProposed] = {}
            for event in self.events(name):
                match event:
                    case CandidateProposed():
                        proposed[event.id] = event
                    case CandidateJudged() if event.id in proposed:
                        entry = _entry(name, proposed[event.id], event)
                        key = entry.source or f"{name} {entry.id}"
                        if event.verdict != "duplicate" or key not in entries:  # it says nothing of the version itself
                            entries[key] = entry
        return [*entries.values()]

    def strategies(self, root: Path) -> list[tuple[str, bool]]:
        """Return the strategies that models tried in the newest runs of a project, and whether each brought a better version."""
        rows = self._read(
            "SELECT json_extract(c.value, '$.origin.strategy') AS strategy, json_extract(c.value, '$.verdict') AS verdict"
            " FROM (SELECT result FROM runs WHERE result IS NOT NULL ORDER BY id DESC LIMIT ?) AS r,"
            " json_each(r.result, '$.candidates') AS c WHERE strategy IS NOT NULL"
            " AND substr(json_extract(r.result, '$.target.file'), 1, ?) = ?",
            (_RUNS_LEARNT_FROM, len(f"{root}/"), f"{root}/"),
        )
        return [(row["strategy"], row["verdict"] == "better") for row in rows]

    def export(self, run: str) -> dict[str, Any]:
        """Return all that is kept of a run, as one JSON-able document."""
        found = self.find(run)
        return {**dataclasses.asdict(found), "events": [json.loads(to_json(event)) for event in self.events(found.id)]}

    def outdated(self, *, older_than_s: float = 0.0, keep: int = 0) -> list[Run]:
        """Return the runs older than that many seconds, but never the newest `keep`, nor any that may still go on."""
        now = time.time()
        newest = "SELECT id FROM runs ORDER BY id DESC LIMIT ?"
        clause = f"WHERE started_at <= ? AND id NOT IN ({newest}) AND NOT ({_MAY_GO_ON}) ORDER BY id DESC"
        return self._runs(clause, (now - older_than_s, keep, now))

    def delete(self, runs: Iterable[str]) -> int:
        """Delete the runs of these ids, with all their events, and give the room back; return how many went."""
        gone = sum(self._write("DELETE FROM runs WHERE id = ?", (run,)) for run in runs)
        if gone:
            self._write("VACUUM")
        return gone

    def _chain(self, run: str) -> list[str]:
        """Return the run and those it resumed, newest first."""
        chain: list[str] = []
        name: str | None = run
        while name is not None and name not in chain:
            rows = self._read("SELECT resumes FROM runs WHERE id = ?", (name,))
            if not rows:
                break
            chain.append(name)
            name = rows[0]["resumes"]
        return chain

    def _runs(self, clause: str, values: tuple[object, ...] = ()) -> list[Run]:
        return [_run(row) for row in self._read(f"SELECT * FROM runs {clause}", values)]  # noqa: S608  # ours, not input

    def _read(self, statement: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        with plain_errors(self.path):
            return self._connection.execute(statement, values).fetchall()

    def _write(self, statement: str, values: tuple[object, ...] = ()) -> int:
        with plain_errors(self.path):
            return self._connection.execute(statement, values).rowcount


def _run(row: sqlite3.Row) -> Run:
    fields = {name: row[name] for name in row.keys()}  # noqa: SIM118  # iterating a Row gives values
    fields["request"] = json.loads(fields["request"])
    fields["result"] = json.loads(fields["result"]) if fields["result"] else None
    return Run(**fields)


def _entry(run: str, proposed: CandidateProposed, judged: CandidateJudged) -> LedgerEntry:
    return LedgerEntry(
        run=run,
        id=judged.id,
        parent=proposed.parent,
        iteration=proposed.iteration,
        origin=proposed.origin,
        source=proposed.source,
        diff=proposed.diff,
        verdict=judged.verdict,
        stage=judged.stage,
        reason=judged.reason,
        counter_example=judged.counter_example,
        speedup=judged.speedup,
        memory_ratio=judged.memory_ratio,
        judge_s=judged.judge_s,
    )
