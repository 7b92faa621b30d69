"""`burner guard`: the functions that changed, measured against what they were."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from burner.cli import diagnostics, stdout
from burner.cli.options import GroupedCommand, setting, typed
from burner.report.exit_codes import ExitCode

if TYPE_CHECKING:  # `burner guard --help` must not wait for these
    from burner.check.guard.changes import Changes
    from burner.check.guard.document import Found
    from burner.check.guard.run import Checked
    from burner.check.guard.run import Settings as GuardSettings


class _Guard(GroupedCommand):
    groups: ClassVar = {
        "What is compared": ("base", "tests", "python"),
        "How it is compared": ("budget", "max_slowdown", "seed", "no_sandbox"),
    }


@click.command(cls=_Guard, short_help="Stop changes that make functions slower.")
@click.option("--base", metavar="REV", help="Compare with where the work left this branch or commit")
@setting("tests", metavar="NODEID", help_text="Test that reaches the functions, instead of looking (repeatable)")
@setting("python", metavar="PATH")
@setting("budget", help_text="Total wall time for all functions, recording included")
@setting("max_slowdown", help_text="New time / old time that is let pass")
@setting("seed")
@click.option("--no-sandbox", is_flag=True, help="Run the code WITHOUT isolation: it can do what you can do")
@click.option("--github", is_flag=True, help="Print annotations for GitHub and write the job's summary")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
@click.option("-q", "--quiet", is_flag=True, help="Print only what is slower")
def command(*, base: str | None, github: bool, as_json: bool, quiet: bool, no_sandbox: bool, **options: Any) -> int:
    """Compare every changed function with what it was, on the calls of your tests, and stop slowdowns.

    What changed is seen against where the work left its base: --base, or what pre-commit says, or the branch it will be
    merged into, or the last commit. Exits with 0 if no function is verified to be slower, with 1 if one is.
    """
    from burner.check.guard.changes import changes

    began = time.monotonic()
    settings = _settings(typed(options), sandbox=not no_sandbox)
    if no_sandbox:
        diagnostics.warn("--no-sandbox: the code can write your files, read your home and use the network")
    base = base or os.environ.get("PRE_COMMIT_FROM_REF")
    changed = changes(Path.cwd(), base, os.environ.get("PRE_COMMIT_TO_REF"))
    found = _guarded(changed, settings, began, shown=not as_json, quiet=quiet)
    if as_json:
        from burner.check.guard.document import document

        stdout.document(document(found))
    if github:
        _tell_github(found, annotate=not as_json)
    return found.exit_code


def _settings(given: dict[str, Any], *, sandbox: bool) -> GuardSettings:
    from burner.check.guard.run import Settings
    from burner.config import load

    values = load(Path.cwd(), given).settings
    return Settings(values.budget, values.max_slowdown, values.python, values.tests, values.seed, sandbox)


def _guarded(changed: Changes, settings: GuardSettings, began: float, *, shown: bool, quiet: bool) -> Found:
    from burner.check.guard.document import Found
    from burner.check.guard.run import changed_in, guard
    from burner.cli.guard_text import checked_lines, closing_line

    functions, broken = changed_in(changed)
    for note in changed.notes:
        diagnostics.warn(note)
    for item in broken:
        diagnostics.warn(f"{item.name}: {item.reason}")
    if not quiet and functions:
        count = f"{len(functions)} changed function{'s' if len(functions) > 1 else ''}"
        diagnostics.note(f"comparing {count} with {changed.base} ({changed.how}) within {settings.budget_s:g} s")
    checked: list[Checked] = []
    for one in guard(changed, functions, settings):
        checked.append(one)
        if shown:
            stdout.lines(checked_lines(one, changed.base or "", quiet=quiet))
    found = Found(changed, checked, broken, time.monotonic() - began)
    if shown and (found.exit_code != ExitCode.OK or not quiet):
        stdout.lines([closing_line(found)])
    return found


def _tell_github(found: Found, *, annotate: bool) -> None:
    from burner.check.guard.github import summary, workflow_commands

    if annotate:
        stdout.write(workflow_commands(found))
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(summary(found))
