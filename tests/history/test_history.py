"""The history: complete, sortable, shared by several processes, and honest about what it can't do."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from burner.errors import BurnerError, TargetError, UnavailableError, UsageError
from burner.events import CandidateJudged, CandidateProposed, RunFinished, RunStarted, to_json
from burner.history.record import recorded
from burner.history.store import History
from burner.home import home
from burner.report.document import Target, build_result
from burner.search.request import Request

ORIGIN = {"kind": "rule", "name": "BRN101", "strategy": None, "parent": None}


@pytest.fixture
def history():
    """An empty history."""
    with History.open() as opened:
        yield opened


def start(run, resumes=None, target="a.py::f"):
    """The first event of a run."""
    fields = {"objective": "time", "policy": "rules", "budget_s": 60.0, "seed": 0, "python": ""}
    return RunStarted(run=run, target=target, resumes=resumes, **fields)


def candidate(ident, source, verdict="wrong"):
    """The two events of a candidate."""
    yield CandidateProposed(id=ident, parent=None, iteration=1, origin=ORIGIN, source=source, diff="")
    yield CandidateJudged(id=ident, verdict=verdict, stage="smoke", reason="because")


def finished(run):
    """The last event of a run in which nothing was found."""
    target = Target(file="a.py", qualname="f", first_line=1, last_line=2)
    return RunFinished(result=build_result(run=run, target=target, objective="time"))


def test_a_run_comes_back_as_it_was(history):
    """A report of an earlier run would differ from what was shown."""
    events = [start("r1"), *candidate("c1", "x"), finished("r1")]
    assert list(recorded(iter(events), history, Request("a.py::f"))) == events
    run = history.find("last")
    assert history.events("r1") == events
    assert (run.outcome, run.exit_code, run.request["target"]) == ("unchanged", 1, "a.py::f")
    assert run.finished_at >= run.started_at


def test_an_event_is_kept_before_it_is_seen(history):
    """A kill would lose the last candidate."""
    passing = recorded(iter([start("r1"), *candidate("c1", "x")]), history, {})
    for number, event in enumerate(passing, 1):
        with History.open() as other:
            assert other.events("r1")[-1] == event
            assert len(other.events("r1")) == number


def test_closing_closes_the_search(history):
    """Ctrl-C would leave the sandbox's processes running."""
    closed = []

    def search():
        try:
            yield start("r1")
            yield finished("r1")
        finally:
            closed.append(True)

    passing = recorded(search(), history, {})
    next(passing)
    passing.close()
    assert closed == [True]
    assert history.find("r1").outcome is None


def test_a_failure_is_kept_with_its_document(history):
    """A failed run would look like a killed one."""

    def search():
        yield start("r1")
        raise TargetError("its tests fail")

    with pytest.raises(TargetError):
        list(recorded(search(), history, {}))
    run = history.find("r1")
    assert (run.outcome, run.exit_code, run.result["error"]["message"]) == ("failed", 3, "its tests fail")


def test_the_ledger_follows_resumed_runs(history):
    """A run that was killed twice would judge the first candidates again."""
    for run, resumes, source in (("r1", None, "x"), ("r2", "r1", "y"), ("r3", "r2", "z")):
        list(recorded(iter([start(run, resumes), *candidate("c1", source)]), history, {}))
    assert [(entry.run, entry.source) for entry in history.ledger("r3")] == [("r1", "x"), ("r2", "y"), ("r3", "z")]
    assert [entry.source for entry in history.ledger("r1")] == ["x"]


def test_a_later_verdict_counts(history):
    """A winner that failed its last check would be taken for better by the next run."""
    events = [
        start("r1"),
        *candidate("c1", "x", "better"),
        CandidateJudged(id="c1", verdict="wrong", stage="final", reason=""),
    ]
    list(recorded(iter(events), history, {}))
    assert [entry.verdict for entry in history.ledger("r1")] == ["wrong"]


def test_a_version_proposed_again_stays_what_it_was(history):
    """`--resume RUN --apply`, as every run says, would find nothing better where two rules proposed the winner."""
    events = [start("r1"), *candidate("c1", "x", "better"), *candidate("c2", "x", "duplicate")]
    list(recorded(iter(events), history, {}))
    list(recorded(iter([start("r2", "r1"), *candidate("c1", "x", "duplicate")]), history, {}))
    assert [(entry.id, entry.verdict) for entry in history.ledger("r2")] == [("c1", "better")]


def test_finding_runs(history):
    """The user would have to type whole ids."""
    for run in ("aaaa1", "aaab2"):
        list(recorded(iter([start(run)]), history, {}))
    assert history.find("last").id == "aaab2"
    assert history.find("aaaa").id == "aaaa1"
    for name in ("aaa", "zzzz", ""):
        with pytest.raises(UsageError):
            history.find(name)
    assert [run.id for run in history.newest(target="a.py")] == ["aaab2", "aaaa1"]
    assert history.newest(target="%") == []


def test_profiles_are_not_resumed(history):
    """`--resume last` after a look at the profile would go on with that."""
    list(recorded(iter([start("r1")]), history, Request("a.py::f")))
    list(recorded(iter([start("r2")]), history, Request("a.py::f", iterations=0)))
    assert history.find("last").id == "r1"


def test_prune_keeps_the_newest(history):
    """Pruning would delete what was just made, or keep events of deleted runs."""
    for run in ("r1", "r2", "r3"):
        list(recorded(iter([start(run), *candidate("c1", run)]), history, {}))
    assert history.outdated(older_than_s=3600) == []
    assert history.delete(run.id for run in history.outdated(keep=1)) == 2
    assert [run.id for run in history.newest()] == ["r3"]
    assert history.events("r1") == []


def test_prune_leaves_what_goes_on(history):
    """Pruning in one window would end a run in another."""
    list(recorded(iter([start("r1")]), history, Request("a.py::f", budget_s=60)))
    list(recorded(iter([start("r2"), finished("r2")]), history, Request("a.py::f", budget_s=60)))
    assert [run.id for run in history.outdated()] == ["r2"]


def test_filters(history):
    """Among hundreds of runs, the one that is looked for would not be found."""
    list(recorded(iter([start("r1"), finished("r1")]), history, {}))
    list(recorded(iter([start("r2", target="b.py::g")]), history, {}))
    assert [run.id for run in history.newest(outcome="unchanged")] == ["r1"]
    assert [run.id for run in history.newest(outcome="unfinished")] == ["r2"]
    assert [run.id for run in history.newest(None, "b.py", since_s=60)] == ["r2"]
    assert history.newest(since_s=-60) == []


def _write(number):
    with History.open() as history:
        list(recorded(iter([start(f"r{number}"), *candidate("c1", "x"), finished(f"r{number}")]), history, {}))


def test_several_processes_at_once():
    """Two runs at the same time would break each other's history, even the very first two."""
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.map(_write, range(8))
    with History.open() as history:
        assert sorted(run.id for run in history.newest()) == [f"r{number}" for number in range(8)]
        assert all(len(history.events(f"r{number}")) == 4 for number in range(8))


def test_a_newer_history_is_left_alone(history):
    """An old burner would damage what a newer one wrote."""
    with sqlite3.connect(history.path) as connection:
        connection.execute("INSERT INTO migrations VALUES ('9999_new', 0)")
    connection.close()
    with pytest.raises(UnavailableError, match="newer burner"):
        History.open()


def test_events_of_a_newer_burner(history):
    """An old burner would end in a traceback over a run that a newer one made, or lose what it could show."""
    list(recorded(iter([start("r1")]), history, {}))
    line = to_json(start("r1"))
    history._write("UPDATE events SET body = ?", (line.replace('"seed"', '"mood": "fair", "seed"'),))
    assert history.events("r1") == [start("r1")]
    history._write("UPDATE events SET body = ?", (line.replace("run_started", "run_dreamt"),))
    with pytest.raises(UnavailableError, match="newer burner"):
        history.events("r1")


def test_a_damaged_history_is_said():
    """A traceback of SQLite would be all the user sees."""
    path = home() / "history.db"
    path.write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(BurnerError, match="damaged") as caught:
        History.open()
    assert "move that file away" in caught.value.hint


def test_a_full_disk_is_said(history):
    """A full disk would look like a bug of burner."""
    list(recorded(iter([start("r1")]), history, {}))
    history._connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(UnavailableError, match="disk is full"):
        history.append("r1", next(candidate("c1", "x" * 100_000)))


def test_an_unusable_data_folder_is_said(tmp_path, monkeypatch):
    """A wrong BURNER_HOME would end in a traceback."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BURNER_HOME", str(tmp_path / "file" / "below"))
    with pytest.raises(BurnerError, match="can't be used"):
        History.open()


def test_strategies_are_learnt_from_runs_of_the_project_only(tmp_path):
    """What worked in one project would decide what is tried in another; or nothing be learnt at all."""
    with History.open(tmp_path / "history.db") as history:
        for number, file in enumerate(("/p/a.py", "/p/sub/b.py", "/pq/c.py")):
            run = f"run{number}"
            history.start(run, target=file, request={}, folder=tmp_path)
            origins = [{"kind": "llm", "strategy": f"memo:recursion:{number}"}, {"kind": "rule", "strategy": None}]
            candidates = [{"origin": origin, "verdict": "better"} for origin in origins]
            result = {"outcome": "unchanged", "exit_code": 1, "best": None, "target": {"file": file}}
            history.finish(run, {**result, "candidates": candidates})
        history.start("going on", target="/p/a.py", request={}, folder=tmp_path)
        learnt = history.strategies(Path("/p"))
    assert sorted(learnt) == [("memo:recursion:0", True), ("memo:recursion:1", True)]
