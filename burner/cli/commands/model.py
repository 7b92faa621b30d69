"""`burner model`: which models there are, fetching one, removing one, measuring one on this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from burner.cli import diagnostics, stdout
from burner.cli.colour import redrawable
from burner.errors import BurnerError
from burner.report import words
from burner.report.exit_codes import ExitCode

_LOG_STEP = 0.1


@click.group(short_help="List, fetch, remove and measure models.")
def command() -> None:
    """List, fetch, remove and measure models."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def list_models(*, as_json: bool) -> None:
    """List the models burner knows, and other GGUF files in its folder."""
    from burner.models.registry import MODELS
    from burner.models.store import installed, models_dir, state

    rows = [(model.name, model.size_bytes, state(model), model.licence, model.summary, model.tried) for model in MODELS]
    own = [item for item in installed() if not item.model]
    rows += [(item.path.name, item.size_bytes, "installed", "", "your own", False) for item in own]
    if as_json:
        names = ("name", "size_bytes", "state", "licence", "summary", "tried")
        models: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
        stdout.document({"schema": 1, "folder": str(models_dir()), "models": models})
        return
    width = max(len(row[0]) for row in rows)
    lines: list[stdout.Line] = [
        (f"{name:<{width}}  {words.size(count):>8}  {found:<9}  {licence:<13}  {text}".rstrip(),)
        for name, count, found, licence, text, _ in rows
    ]
    stdout.lines(lines)


@command.command(short_help="Fetch a model and check that it is the official one.")
@click.argument("name", required=False)
@click.option(
    "--source", type=click.Choice(["auto", "hub", "mirror"]), default="auto", help="Where from  [default: auto]"
)
@click.option("-q", "--quiet", is_flag=True, help="Show no progress")
def pull(name: str | None, source: Any, *, quiet: bool) -> int:
    """Fetch the model NAME (the default one) and check that it is the official file."""
    from burner.models.pull import pull as fetch
    from burner.models.registry import DEFAULT
    from burner.models.store import known

    model = known(name) if name else DEFAULT
    try:
        with _progress(model.name, quiet=quiet) as progress:
            path = fetch(model, source, progress, diagnostics.note)
    except KeyboardInterrupt:
        diagnostics.note(f"`burner model pull {model.name}` goes on from here")
        raise
    stdout.write(f"{path}\n")
    return ExitCode.OK


@command.command()
@click.argument("name")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing")
def remove(name: str, *, yes: bool) -> None:
    """Delete the model NAME from this machine."""
    from burner.models.store import remove as delete

    if not diagnostics.confirmed(f"Delete {name}?", yes=yes):
        return
    gone = delete(name)
    if not gone:
        raise BurnerError(f"{name} is not installed", "`burner model list` shows what is")
    for path in gone:
        diagnostics.note(f"deleted {path}")


@command.command(short_help="Measure a model here, and keep the best settings.")
@click.argument("name", required=False)
@click.option("--threads", type=click.IntRange(1), multiple=True, help="Try this number of threads (repeatable)")
@click.option("--together", type=click.IntRange(1), multiple=True, help="Decode so many answers together (repeatable)")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def bench(name: str | None, threads: tuple[int, ...], together: tuple[int, ...], *, as_json: bool) -> None:
    """Measure how fast the model NAME (or a .gguf file) reads and writes here; runs use the best settings from then on.

    Let nothing else run beside it.
    """
    from burner.cli.bench_text import document, table
    from burner.models.store import find, verify
    from burner.policy.llama.bench import WIDTHS, measured
    from burner.policy.llama.settings import save

    path = find(name)
    verify(path)
    found = measured(path, threads, together or WIDTHS, diagnostics.note)
    kept = save(path, found.settings) if found.calm else None
    if as_json:
        stdout.document(document(found, kept))
    else:
        stdout.lines(table(found))
    if kept:
        diagnostics.note(f"kept in {kept}: runs with this model use it")
    else:
        share = f"{found.processor_share:.0%}"
        diagnostics.warn(f"the machine is busy: the model got {share} of the processor time it wanted; nothing is kept")


@contextmanager
def _progress(name: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give the function that hears bytes done and total: a bar on a terminal, a line for every tenth elsewhere."""
    if quiet:
        yield lambda _done, _total: None
    elif redrawable(sys.stderr):
        yield from _bar(name)
    else:
        yield _Tenths(name)


def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    console = Console(stderr=True, no_color=not diagnostics.in_colour())
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(name, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


class _Tenths:
    """Prints a line for every tenth of a file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._said = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Hear how many bytes of how many are there."""
        share = done / total if total else 0.0
        if share < self._said:
            self._said = 0.0
        if share >= self._said + _LOG_STEP:
            self._said = share - share % _LOG_STEP
            diagnostics.note(f"{self._name}: {share:.0%} of {words.size(total)}")
