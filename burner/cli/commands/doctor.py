"""`burner doctor`: what burner needs on this machine, what is there, and how to get the rest."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from burner.cli import diagnostics, stdout
from burner.report.exit_codes import ExitCode

_STYLES = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command(short_help="Check what burner needs on this machine.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def command(*, as_json: bool) -> int:
    """Check what burner needs on this machine; exit 5 if it can't be used."""
    from burner.cli.checks import all_checks

    found = []
    for check in all_checks(Path.cwd()):
        found.append(check)
        if not as_json:
            stdout.lines([(f"{check.status:<5} {check.name}: {check.detail}", _STYLES[check.status])])
            if check.fix:
                stdout.lines([(f"      {check.fix}",)])
    usable = all(check.status != "fail" for check in found)
    if as_json:
        stdout.document({"schema": 1, "usable": usable, "checks": [asdict(check) for check in found]})
    elif not usable:
        diagnostics.note("burner can't be used here until what failed is put right")
    return ExitCode.OK if usable else ExitCode.UNAVAILABLE
