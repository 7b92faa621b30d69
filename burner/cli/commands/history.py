"""`burner history`: what earlier runs did."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from burner.cli import diagnostics, stdout
from burner.cli.options import Duration
from burner.report import words

if TYPE_CHECKING:
    from burner.history.store import History, Run

_OUTCOMES = ("improved", "unchanged", "failed", "unfinished")
_STYLES = {"improved": ("green",), "failed": ("red",), "unfinished": ("yellow",)}
_SHOWN_ID = 12
"""An id begins with its time in milliseconds; commands take any beginning that only one run has."""


@click.group(short_help="List, show, export and delete earlier runs.")
def command() -> None:
    """List, show, export and delete earlier runs."""


@command.command("list")
@click.option("--limit", type=click.IntRange(1), default=20, help="Most runs to show  [default: 20]")
@click.option("--target", help="Only runs whose target contains this")
@click.option("--outcome", type=click.Choice(_OUTCOMES), help="Only runs that ended so")
@click.option("--since", type=Duration(), help="Only runs begun in this time before now, like 7d")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def list_runs(limit: int, target: str | None, outcome: str | None, since: float | None, *, as_json: bool) -> None:
    """List the newest runs, newest first."""
    from burner.history.store import History

    with History.open() as history:
        runs = history.newest(limit, target, outcome=outcome, since_s=since)
    if as_json:
        stdout.document([_summary(run) for run in runs])
    elif runs:
        stdout.lines(_table(runs))
    else:
        diagnostics.note("no run is like that" if target or outcome or since is not None else "there are no runs yet")


@command.command()
@click.argument("run", default="last")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def show(run: str, *, as_json: bool) -> None:
    """Show the result and the candidates of RUN (default: the last)."""
    from burner.cli.lines_view import event_lines
    from burner.cli.result_text import result_lines, title
    from burner.history.store import History
    from burner.report.progress import Progress

    with History.open() as history:
        found = history.find(run)
        if as_json:
            stdout.document(history.export(found.id))
            return
        events = history.events(found.id)
    progress = Progress()
    lines: list[stdout.Line] = []
    for event in events:
        progress.update(event)
        lines += [(line,) for line in event_lines(event, progress)]
    if progress.result and not progress.result["error"]:
        stdout.lines([(title(progress), "bold"), ("",)])
        if progress.result["best"]:
            stdout.diff(progress.result["best"]["diff"])
            stdout.lines([("",)])
        stdout.lines(result_lines(progress, None))
        return
    stdout.lines(lines)
    if found.result and found.result["error"]:
        stdout.lines([(f"failed: {found.result['error']['message']}", "red")])
    else:
        stdout.lines([(f"unfinished; go on with: burner optimize --resume {found.id}", "yellow")])


@command.command(short_help="Print all that is kept of runs as JSON lines.")
@click.argument("runs", nargs=-1, metavar="[RUN]...")
@click.option("--target", help="Only runs whose target contains this")
def export(runs: tuple[str, ...], target: str | None) -> None:
    """Print all that is kept of each RUN (default: of all) as JSON lines, one for each run, newest first."""
    from burner.history.store import History

    with History.open() as history:
        for run in runs or [run.id for run in history.newest(None, target)]:
            stdout.write(json.dumps(history.export(run), ensure_ascii=False) + "\n")


@command.command(short_help="Delete runs from the history.")
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing")
def delete(runs: tuple[str, ...], *, yes: bool) -> None:
    """Delete each RUN from the history; what it wrote to files stays, and can still be undone."""
    from burner.history.store import History

    with History.open() as history:
        found = [history.find(run) for run in runs]
        _delete(history, found, yes=yes)


@command.command(short_help="Delete old runs and recorded inputs.")
@click.option("--older-than", type=Duration(), help="Only runs older than this, like 30d")
@click.option("--keep", type=click.IntRange(0), default=0, help="Never the newest so many")
@click.option("--dry-run", is_flag=True, help="Say what would be deleted, and delete nothing")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing")
def prune(older_than: float | None, keep: int, *, dry_run: bool, yes: bool) -> None:
    """Delete runs from the history, and with --older-than recorded calls that were kept to be used again.

    A run that may still be going on stays.
    """
    from burner.errors import UsageError
    from burner.history.store import History
    from burner.workload import keep as calls

    if older_than is None and not keep:
        raise UsageError("nothing says what to keep", "give --older-than 30d or --keep 100")
    functions = 0 if older_than is None else len(calls.outdated(older_than))
    with History.open() as history:
        doomed = history.outdated(older_than_s=older_than or 0.0, keep=keep)
        if dry_run:
            stdout.lines(_table(doomed) if doomed else [])
            kept = f", and the recorded calls of {words.count(functions, 'function')}" if functions else ""
            diagnostics.note(f"would delete {words.count(len(doomed), 'run')}{kept}")
        elif not doomed and not functions:
            diagnostics.note("there is nothing to delete")
        elif _delete(history, doomed, yes=yes) and older_than is not None and (gone := calls.prune(older_than)):
            diagnostics.note(f"the recorded calls of {words.count(gone, 'function')} deleted")


def _delete(history: History, runs: Sequence[Run], *, yes: bool) -> bool:
    """Delete the runs, if that is wanted; whether it was."""
    counted = words.count(len(runs), "run")
    if not diagnostics.confirmed(f"Delete {counted} from the history?", yes=yes):
        return False
    diagnostics.note(f"{words.count(history.delete(run.id for run in runs), 'run')} deleted")
    return True


def _summary(run: Run) -> dict[str, Any]:
    fields = asdict(run)
    return {name: fields[name] for name in fields if name not in {"request", "result"}}


def _table(runs: Sequence[Run]) -> list[stdout.Line]:
    width = max(len(run.target) for run in runs)
    lines: list[stdout.Line] = []
    for run in runs:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started_at))
        took = f"{run.finished_at - run.started_at:.0f} s" if run.finished_at else ""
        figure = f"{words.ratio(run.ratio)} faster" if run.ratio else ""
        outcome = "profiled" if run.request.get("iterations") == 0 and run.outcome else run.outcome or "unfinished"
        row = f"{run.id[:_SHOWN_ID]}  {when}  {run.target:<{width}}  {outcome:<10}  {took:>6}  {figure}".rstrip()
        lines.append((row, *_STYLES.get(outcome, ())))
    return lines
