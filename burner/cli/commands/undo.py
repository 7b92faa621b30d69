"""`burner undo`: gives a file back the text it had before `--apply`."""

from __future__ import annotations

import click

from burner.cli import diagnostics


@click.command(short_help="Take back what --apply wrote.")
@click.argument("run", required=False)
def command(run: str | None) -> None:
    """Restore the file that RUN changed (the last one applied), if it still is what burner wrote."""
    from burner.history.undo import undo

    applied = undo(run)
    diagnostics.note(f"{applied.file} is again as it was before run {applied.run}")
