"""`burner history`: what earlier runs did."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from burner.cli import diagnostics, stdout
from burner.cli.options import Duration
from burner.report import words

if TYPE_CHECKING:
    from burner.history.store import Run

_DAY_S = 86_400.0


@click.group(short_help="List, show, export and prune earlier runs.")
def command() -> None:
    """List, show, export and prune earlier runs."""


@command.command("list")
@click.option("--limit", type=click.IntRange(1), default=20, help="Most runs to show  [default: 20]")
@click.option("--target", help="Only runs whose target contains this")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def list_runs(limit: int, target: str | None, *, as_json: bool) -> None:
    """List the newest runs, newest first."""
    from burner.history.store import History

    with History.open() as history:
        runs = history.newest(limit, target)
    if as_json:
        stdout.document([_summary(run) for run in runs])
    elif runs:
        stdout.lines(_table(runs))
    else:
        diagnostics.note("there are no runs yet")


@command.command()
@click.argument("run", default="last")
def show(run: str) -> None:
    """Show the result and the candidates of RUN (default: the last)."""
    from burner.cli.lines_view import event_lines
    from burner.cli.result_text import result_lines, title
    from burner.history.store import History
    from burner.report.progress import Progress

    with History.open() as history:
        found = history.find(run)
        events = history.events(found.id)
    progress = Progress.of(events)
    if progress.result and not progress.result["error"]:
        stdout.lines([(title(progress), "bold"), ("",)])
        if progress.result["best"]:
            stdout.diff(progress.result["best"]["diff"])
            stdout.lines([("",)])
        stdout.lines(result_lines(progress, None))
        return
    stdout.lines([(line,) for event in events for line in event_lines(event, progress)])
    if progress.result:
        stdout.lines([(f"failed: {progress.result['error']['message']}", "red")])
    else:
        stdout.lines([(f"unfinished; go on with: burner optimize --resume {found.id}", "yellow")])


@command.command()
@click.argument("run", default="last")
def export(run: str) -> None:
    """Print all that is kept of RUN as one JSON document."""
    from burner.history.store import History

    with History.open() as history:
        stdout.document(history.export(run))


@command.command()
@click.option("--older-than", type=Duration(), help="Only runs older than this, like 720h")
@click.option("--keep", type=click.IntRange(0), default=0, help="Never the newest so many")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing")
def prune(older_than: float | None, keep: int, *, yes: bool) -> None:
    """Delete runs from the history, and recorded calls that were kept to be used again."""
    from burner.errors import UsageError
    from burner.history.store import History
    from burner.workload.keep import prune as prune_calls

    if older_than is None and not keep:
        raise UsageError("nothing says what to keep", "give --older-than 720h or --keep 100")
    with History.open() as history:
        if diagnostics.confirmed("Delete these runs from the history?", yes=yes):
            gone = history.prune(older_than_s=older_than or 0.0, keep=keep)
            diagnostics.note(f"{words.count(gone, 'run')} deleted")
            if functions := prune_calls(older_than or 0.0):
                diagnostics.note(f"the recorded calls of {words.count(functions, 'function')} deleted")


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
        outcome = run.outcome or "unfinished"
        lines.append((f"{run.id}  {when}  {run.target:<{width}}  {outcome:<10}  {took:>6}  {figure}".rstrip(),))
    return lines
