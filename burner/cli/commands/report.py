"""`burner report`: a run of the history as markdown, HTML or JSON."""

from __future__ import annotations

from pathlib import Path

import click

from burner.cli import diagnostics, stdout

FORMATS = ("md", "html", "json")


@click.command(short_help="Show a run as markdown, HTML or JSON.")
@click.argument("run", default="last")
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: what --output is called, else md]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file")
def command(run: str, form: str | None, output: Path | None) -> None:
    """Print RUN (an id of `burner history list`, or last); one that was killed is shown as far as it came.

    The HTML is one file that loads nothing: open it in a browser, print it, attach it to a pull request.
    """
    from burner.cli.report_file import SUFFIXES, rendered, write
    from burner.history.store import History
    from burner.report.progress import Progress
    from burner.report.story import story

    form = form or (SUFFIXES.get(output.suffix, "md") if output else "md")
    with History.open() as history:
        found = history.find(run)
        progress = Progress.of(history.events(found.id))
    text = rendered(story(progress, found.request, found.started_at, found.result), form)
    if output is None:
        stdout.write(text)
    else:
        write(output, text)
        diagnostics.note(f"report written to {output}")
