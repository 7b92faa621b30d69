"""`burner check`: what is slow by its shape, found without running anything; and, asked to, proved or put right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from burner.cli import diagnostics, stdout
from burner.cli.options import Duration, typed
from burner.cli.root import Invocation
from burner.report.exit_codes import ExitCode

if TYPE_CHECKING:  # the start of a hook must not wait for these
    from burner.check.run import Report

_FORMATS = ("text", "concise", "json", "github", "gitlab", "sarif")


@click.command(short_help="Find slow code by its shape.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--select", multiple=True, metavar="RULE", help="Report only this rule, or rules beginning so (repeatable)"
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Don't report this rule (repeatable)")
@click.option("--format", "output", type=click.Choice(_FORMATS), default="text", help="How to print  [default: text]")
@click.option("--fix", is_flag=True, help="Apply the rewrites that are equal whatever the input")
@click.option("--prove", is_flag=True, help="Judge each finding; report those measured faster")
@click.option("--budget", type=Duration(), default=30.0, help="Time for each finding to prove  [default: 30s]")
@click.option("--baseline", metavar="FILE|none", help="Accepted findings  [default: the nearest .burner-baseline.json]")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings")
@click.pass_obj
def command(
    invocation: Invocation,
    /,
    paths: tuple[Path, ...],
    *,
    output: str,
    fix: bool,
    prove: bool,
    budget: float,
    baseline: str | None,
    quiet: bool,
    **flags: Any,
) -> int:
    """Report code in PATH (files, folders; default: this folder) that is slow by its shape. Nothing is run.

    Exits with 0 if there is none, 1 if there is some, 3 if there is none but a file does not parse.
    """
    from burner.cli.checked import checked, say_skipped, settings_of

    report, files = checked(paths, typed(flags))
    if fix:
        from burner.cli.fixing import fix_files

        fixed = fix_files(report, settings_of(typed(flags)))
        diagnostics.note(f"{fixed} fixed" + ("; take it back with: burner undo" if fixed else ""))
        report, _ = checked(files, typed(flags)) if fixed else (report, files)
    if baseline != "none":
        report = _without_accepted(report, baseline, quiet=quiet)
    looked_at = len(report.findings)
    if prove:
        from burner.cli.proving import proved

        report = proved(report, invocation.optimize(), budget, quiet=quiet)
    _print(report, output)
    if not quiet:
        say_skipped(report.skipped)
        diagnostics.note(
            f"measured faster: {len(report.findings)} of {looked_at}" if prove else _summary(report, len(files))
        )
    if report.findings:
        return ExitCode.NOTHING_BETTER
    return ExitCode.TARGET if any(item.fault for item in report.skipped) else ExitCode.OK


def _without_accepted(report: Report, named: str | None, *, quiet: bool) -> Report:
    from burner.check.baseline import nearest, read
    from burner.check.run import Report

    file = Path(named) if named else nearest(Path())
    if file is None:
        return report
    new = read(file).new(report.findings)
    if len(new) < len(report.findings) and not quiet:
        diagnostics.note(f"{len(report.findings) - len(new)} of {len(report.findings)} are accepted in {file.name}")
    return Report(tuple(new), report.skipped, report.files, report.known)


def _print(report: Report, output: str) -> None:
    if output == "text":
        from burner.cli.check_text import finding_lines

        stdout.lines(list(finding_lines(report.findings)))
        return
    from burner.check.formats import FORMATS

    stdout.write(FORMATS[output](report))


def _summary(report: Report, files: int) -> str:
    from burner.report import words

    found = words.count(len(report.findings), "finding") if report.findings else "nothing"
    certain = sum(item.certain for item in report.findings)
    fixable = f"; {certain} can be put right with --fix" if certain else ""
    return f"{found} in {words.count(files, 'file')}{fixable}"
