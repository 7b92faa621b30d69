"""`burner train compare`: several evaluations side by side, the first as what the others differ from."""

from __future__ import annotations

from pathlib import Path

import click

from burner_training.commands.evaluate import RECORDS, write_report


@click.command(short_help="Put evaluations side by side.")
@click.argument("folders", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where results are written"
)
def command(folders: tuple[Path, ...], out: Path) -> None:
    """Tables and plots of the evaluations in FOLDERS; differences are from the first, paired by task."""
    from burner_training.evaluate.records import read

    write_report([read(folder / RECORDS if folder.is_dir() else folder) for folder in folders], out)
