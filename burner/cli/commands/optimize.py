"""`burner optimize`: looks for a faster version, shows it, and writes it where that was asked for."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, ClassVar

import click

from burner.cli import diagnostics, stdout
from burner.cli.delivery import Delivery, apply_command
from burner.cli.options import GroupedCommand, files, setting, typed
from burner.cli.report_file import SUFFIXES
from burner.cli.root import Invocation
from burner.cli.views import view
from burner.errors import BurnerError, UsageError
from burner.report.exit_codes import ExitCode, exit_code_for
from burner.report.progress import Progress
from burner.search.request import Request

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@dataclass(frozen=True)
class Outputs:
    """What is printed and written of a run."""

    json: bool
    events: bool
    diff: bool
    apply: bool
    branch: bool
    branch_name: str | None
    report: Path | None
    yes: bool
    quiet: bool
    verbose: bool


class _Optimize(GroupedCommand):
    groups: ClassVar = {
        "What it runs on": ("tests", "workload", "cases", "python", "source", "resume"),
        "How it searches": (
            *("policy", "model", "adapter", "search", "budget", "iterations", "candidates"),
            *("objective", "min_speedup", "equality", "crosshair", "helpers", "seed", "no_sandbox"),
        ),
        "What becomes of the result": ("diff", "apply", "branch", "branch_name", "json", "events", "report"),
    }


@click.command(cls=_Optimize, short_help="Make functions faster, and prove it.")
@click.argument("targets", nargs=-1, metavar="TARGET...", shell_complete=files)
@setting("tests", metavar="NODEID", help_text="Test that reaches the target, instead of looking for them (repeatable)")
@click.option("--workload", type=_FILE, help="Script whose calls of the target are recorded")
@click.option("--cases", type=click.Path(path_type=Path, exists=True), help="Inputs and outputs of a stdin program")
@setting("python", metavar="PATH")
@setting("policy")
@setting("model", metavar="NAME|PATH.gguf")
@setting("adapter", metavar="NAME|PATH|none")
@setting("objective")
@setting("search")
@setting("budget", help_text="Total wall time, discovery and recording included")
@setting("iterations")
@setting("candidates")
@setting("min_speedup")
@setting("equality")
@setting("crosshair")
@setting("helpers")
@setting("seed")
@click.option("--source", type=_FILE, help="Text to take for the target's file: an unsaved buffer")
@click.option("--diff", is_flag=True, help="Print only the diff")
@click.option("--apply", is_flag=True, help="Write the better version, if the file is still what was read")
@click.option("--branch", is_flag=True, help="Commit the better version to a new git branch")
@click.option("--branch-name", metavar="NAME", help="Name of that branch (implies --branch)")
@click.option("--json", is_flag=True, help="Print one JSON document (an array for several targets)")
@click.option("--events", is_flag=True, help="Print events as JSON lines, take commands as JSON lines on stdin")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Also write a report to FILE.html, .md or .json"
)
@click.option("--resume", metavar="RUN|last", help="Go on with an earlier run")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress")
@click.option("-v", "--verbose", is_flag=True, help="Show more of it")
@click.option("--no-sandbox", is_flag=True, help="Run candidates WITHOUT isolation: they can do what you can do")
@click.pass_obj
def command(invocation: Invocation, /, **options: Any) -> int:
    """Look for a faster version of each TARGET (file.py::function), prove it, and show it.

    Everything after -- is a command whose calls are recorded:

    \b
        burner optimize app.py::score -- python run.py
    """  # noqa: D301  # click's mark for text that is not rewrapped
    outputs = Outputs(**{name: options.pop(name) for name in Outputs.__dataclass_fields__})
    outputs = replace(outputs, branch=outputs.branch or outputs.branch_name is not None)
    targets, resume, no_sandbox = options.pop("targets"), options.pop("resume"), options.pop("no_sandbox")
    _check(outputs, targets, resume, options)
    given = typed(options)
    if no_sandbox:
        given["sandbox"] = False
        diagnostics.warn("--no-sandbox: candidates can write your files, read your home and use the network")
    requests = _requests(targets, resume, given, invocation.after_dashes)
    commands = _commands() if outputs.events else None
    results = [(request, *_one(request, invocation, outputs, commands)) for request in requests]
    if outputs.json:
        documents = [progress.document for _, progress, _ in results]
        stdout.document(documents if len(results) > 1 else documents[0])
    return _overall([code for _, _, code in results])


def _check(outputs: Outputs, targets: tuple[str, ...], resume: str | None, options: dict[str, Any]) -> None:
    chosen = [name for name in ("json", "events", "diff") if getattr(outputs, name)]
    if len(chosen) > 1:
        raise UsageError(f"--{chosen[0]} and --{chosen[1]} exclude each other", "choose one form of output")
    if outputs.apply and outputs.branch:
        raise UsageError("--apply and --branch exclude each other", "choose the file or a branch")
    if options["source"] and (outputs.apply or outputs.branch):
        raise UsageError("--source is for text that is in no file yet", "leave out --apply and --branch, take the diff")
    if not targets and not resume:
        raise UsageError("no target is given", "name one: burner optimize file.py::function")
    if targets and resume:
        raise UsageError("--resume takes the target from the earlier run", "leave out the target")
    if outputs.report and outputs.report.suffix not in SUFFIXES:
        raise UsageError(
            f"--report writes .html, .md and .json files, not {outputs.report.name}", "choose FILE.html or FILE.md"
        )
    if outputs.report and not outputs.report.parent.is_dir():
        raise UsageError(f"there is no folder {outputs.report.parent}", "make it, or choose another file for --report")
    if len(targets) > 1 and (options["source"] or outputs.report or outputs.branch_name):
        raise UsageError("--source, --report and --branch-name take one target", "run the targets one by one")


def _requests(
    targets: tuple[str, ...], resume: str | None, given: dict[str, Any], command: tuple[str, ...]
) -> Iterator[Request]:
    from burner.cli.requests import new_request, resumed_request

    if resume is None:
        yield from (new_request(target, given, command) for target in targets)
        return
    from burner.history.store import History

    with History.open() as history:
        earlier = history.find(resume)
    if Path(earlier.folder) != Path.cwd():
        diagnostics.note(f"resuming in {earlier.folder}")
        _enter(earlier.folder)
    yield resumed_request(earlier, given)


def _enter(folder: str) -> None:
    try:
        os.chdir(folder)
    except OSError as error:
        raise UsageError(f"the run's folder {folder} can't be entered: {error.strerror}", "start a new run") from error


def _commands() -> SimpleQueue[dict[str, Any]]:
    from burner.cli.stdin_commands import listen

    return listen()


def _one(
    request: Request, invocation: Invocation, outputs: Outputs, commands: SimpleQueue[dict[str, Any]] | None
) -> tuple[Progress, ExitCode]:
    from burner.cli.running import run

    delivery = Delivery(
        request.target,
        apply=outputs.apply,
        branch=outputs.branch,
        branch_name=outputs.branch_name,
        yes=outputs.yes,
    )
    delivery.prepare()
    if not outputs.quiet:
        diagnostics.note(f"optimising {request.target} within {request.budget_s:g} s")
    with view(request, events=outputs.events, quiet=outputs.quiet, verbose=outputs.verbose) as show:
        progress = run(request, invocation.optimize(), show, commands)
    result = progress.document
    if result["error"]:
        diagnostics.say_error(result["error"]["message"], result["error"]["hint"])
    elif outputs.diff:
        stdout.diff(result["best"]["diff"] if result["best"] else "")
    elif not outputs.json and not outputs.events:
        _print(progress, None if outputs.apply or outputs.branch else apply_command(progress.run))
    if outputs.report:
        _write_report(outputs.report, progress, request)
    if result["error"]:
        return progress, ExitCode(result["exit_code"])
    try:
        delivery.deliver(progress)
    except BurnerError as error:
        diagnostics.fail(error)
        return progress, exit_code_for(error)
    return progress, ExitCode(result["exit_code"])


def _print(progress: Progress, next_command: str | None) -> None:
    from burner.cli.result_text import result_lines, title

    best = progress.document["best"]
    if best:
        stdout.lines([(title(progress), "bold"), ("",)])
        stdout.diff(best["diff"])
        stdout.lines([("",)])
    stdout.lines(result_lines(progress, next_command))


def _write_report(path: Path, progress: Progress, request: Request) -> None:
    from burner.cli.report_file import rendered, write
    from burner.report.story import story

    told = story(progress, asdict(request), time.time() - progress.at_s)
    write(path, rendered(told, SUFFIXES[path.suffix]))
    diagnostics.note(f"report written to {path}")


def _overall(codes: list[ExitCode]) -> ExitCode:
    """Return the code of several targets: the gravest failure, else whether any got better."""
    failures = [code for code in codes if code > ExitCode.NOTHING_BETTER]
    return max(failures) if failures else min(codes)
