"""`burner train collect`: rejection sampling from the history."""

from __future__ import annotations

from pathlib import Path

import click

from burner_training.commands.data import write_set

DAY_S = 86_400.0


@click.command(short_help="Turn verified faster candidates of your own runs into training data.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where the data set goes")
@click.option(
    "--origin", "origins", multiple=True, help="Only candidates of this kind: llm, remote, rule, cross, human"
)
@click.option("--days", type=click.FloatRange(0), help="Only runs of the last so many days")
def command(out: Path, origins: tuple[str, ...], days: float | None) -> None:
    """Collect what burner verified to be faster in your runs. Nothing is sent anywhere."""
    from burner.errors import UsageError
    from burner.history.store import History
    from burner_training.data.collect import KINDS, collect

    unknown = set(origins) - set(KINDS)
    if unknown:
        raise UsageError(f"there is no origin {', '.join(sorted(unknown))}", f"known are {', '.join(KINDS)}")
    since_s = None if days is None else days * DAY_S
    with History.open() as history:
        tasks = [*collect(history, origins or KINDS, since_s)]
    if not tasks:
        raise UsageError("no run of the history has a version that was verified faster", "burner optimize makes some")
    write_set(tasks, out, {}, [f"collected from {len(tasks)} runs of burner; each candidate was verified faster there"])
