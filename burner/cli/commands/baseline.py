"""`burner baseline`: the findings that a project has decided to live with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from burner.cli import diagnostics, stdout

if TYPE_CHECKING:  # shell completion must not wait for these
    from burner.check.baseline import Baseline
    from burner.check.run import Report

_FILE = click.option(
    "--file", type=click.Path(path_type=Path, dir_okay=False), help="The baseline  [default: .burner-baseline.json]"
)
_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")


@click.group(short_help="Accept the findings there are.")
def command() -> None:
    """Accept the findings there are: `burner check` then reports new ones only.

    A finding is known by its file, rule, function and the body of the function: it is reported again once that changes.
    """


@command.command(short_help="Accept all that is found now.")
@_PATHS
@_FILE
def write(paths: tuple[Path, ...], file: Path | None) -> None:
    """Accept all that is found now in PATH (files, folders; default: this folder)."""
    from burner.check.baseline import NAME, made, nearest, read
    from burner.report import words

    report = _report(paths)
    file = file or nearest(Path()) or Path(NAME)
    if file.exists():
        read(file)  # one that a newer burner wrote is not overwritten
    baseline = made(file, [item for item in report.findings if item.qualname])
    baseline.write()
    diagnostics.note(f"{words.count(baseline.entries.total(), 'finding')} accepted in {file}")


@command.command(short_help="Forget what is found no more.")
@_PATHS
@_FILE
def prune(paths: tuple[Path, ...], file: Path | None) -> None:
    """Forget what is found no more in PATH (default: this folder)."""
    from burner.report import words

    baseline = _read(file)
    left = baseline.prune(_report(paths).findings)
    left.write()
    gone = baseline.entries.total() - left.entries.total()
    diagnostics.note(f"{words.count(gone, 'finding')} forgotten, {left.entries.total()} left")


@command.command()
@_FILE
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def show(file: Path | None, *, as_json: bool) -> None:
    """Show what is accepted."""
    baseline = _read(file)
    rows = sorted(baseline.entries.items())
    if as_json:
        stdout.document([{"path": e.path, "rule": e.rule, "function": e.function, "count": n} for e, n in rows])
        return
    lines = [(f"{e.path}::{e.function}  {e.rule}" + (f"  x{n}" if n > 1 else ""),) for e, n in rows]
    stdout.lines(lines)
    if not lines:
        diagnostics.note(f"{baseline.file} accepts nothing")


def _report(paths: tuple[Path, ...]) -> Report:
    from burner.cli.checked import checked, say_skipped

    report, _ = checked(paths, {})
    say_skipped(report.skipped)
    return report


def _read(file: Path | None) -> Baseline:
    from burner.check.baseline import NAME, nearest, read
    from burner.errors import UsageError

    file = file or nearest(Path())
    if file is None:
        raise UsageError(f"there is no {NAME} here or above", "write one: burner baseline write")
    return read(file)
