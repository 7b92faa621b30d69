"""`burner compare`: the same judge for two versions that people wrote."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import click

from burner.cli import diagnostics, stdout
from burner.cli.options import GroupedCommand, files, setting, typed
from burner.cli.result_text import comparison_lines
from burner.cli.root import Invocation
from burner.cli.views import view
from burner.report.exit_codes import ExitCode

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


class _Compare(GroupedCommand):
    groups: ClassVar = {
        "What they run on": ("tests", "workload", "python", "source"),
        "How they are judged": ("budget", "objective", "min_speedup", "equality", "crosshair", "seed", "no_sandbox"),
    }


@click.command(cls=_Compare, short_help="Judge two versions that you wrote.")
@click.argument("target", shell_complete=files)
@click.option(
    "--against", required=True, metavar="FILE|REV", help="Where the other version is: a file, or a git revision"
)
@setting("tests", metavar="NODEID", help_text="Test that reaches the target, instead of looking for them (repeatable)")
@click.option("--workload", type=_FILE, help="Script whose calls of the target are recorded")
@setting("python", metavar="PATH")
@click.option("--source", type=_FILE, help="Text to take for the target's file: an unsaved buffer")
@setting("budget", help_text="Total wall time, discovery and recording included")
@setting("objective")
@setting("min_speedup")
@setting("equality")
@setting("crosshair")
@setting("seed")
@click.option("--no-sandbox", is_flag=True, help="Run both WITHOUT isolation: they can do what you can do")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
@click.option("--events", is_flag=True, help="Print events as JSON lines")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress")
@click.option("-v", "--verbose", is_flag=True, help="Show more of it")
@click.pass_obj
def command(
    invocation: Invocation,
    /,
    target: str,
    *,
    against: str,
    as_json: bool,
    events: bool,
    quiet: bool,
    verbose: bool,
    no_sandbox: bool,
    **options: Any,
) -> int:
    """Say whether another version of TARGET (file.py::function) is equal and faster: that in FILE, or that of REV.

    The target as it stands is the original, the other version is the candidate. Exits with 0 only if the other version
    is verified to be equal and faster, with 1 if it is not.
    """
    from burner.cli.other_version import read_other
    from burner.cli.requests import new_request
    from burner.cli.running import run
    from burner.target import parse_address

    given = {**typed(options), "iterations": 1}
    if no_sandbox:
        given["sandbox"] = False
        diagnostics.warn("--no-sandbox: both versions can write your files, read your home and use the network")
    request = new_request(target, given, invocation.after_dashes)
    other = read_other(parse_address(target).file, against)
    if not quiet:
        diagnostics.note(f"comparing {target} with {against} within {request.budget_s:g} s")
    with view(request, events=events, quiet=quiet, verbose=verbose) as show:
        progress = run(request, partial(invocation.optimize(), other=other), show)
    result = progress.document
    if result["error"]:
        diagnostics.say_error(result["error"]["message"], result["error"]["hint"])
    elif as_json:
        stdout.document(result)
    elif not events:
        stdout.lines(comparison_lines(progress, against))
    return ExitCode(result["exit_code"])
