"""`burner check`: what is slow by its shape, found without running anything."""

from __future__ import annotations

from pathlib import Path

import click

from burner.cli import diagnostics, stdout
from burner.report.exit_codes import ExitCode


@click.command(short_help="Find slow code by its shape.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def command(paths: tuple[Path, ...]) -> int:
    """Report code in PATHS (files and folders; default: here) that is slow by its shape; nothing is run."""
    from burner.check.scan import check_text
    from burner.check.settings import CheckSettings
    from burner.errors import TargetError
    from burner.target import read_source

    code = ExitCode.OK
    files = [file for path in paths or (Path(),) for file in ([path] if path.is_file() else sorted(path.rglob("*.py")))]
    for file in files:
        try:
            found = check_text(read_source(file).text, file, CheckSettings())
        except TargetError as error:
            diagnostics.warn(error.message)
            continue
        for item in found:
            code = ExitCode.NOTHING_BETTER
            stdout.write(f"{item.path}:{item.line}:{item.column + 1}: {item.rule} {item.message}; {item.cost}\n")
    return code
