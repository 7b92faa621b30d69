"""`burner report`: a run of the history as markdown or JSON."""

from __future__ import annotations

import click

from burner.cli import stdout


@click.command(short_help="Print a run as markdown or JSON.")
@click.argument("run", default="last")
@click.option("--format", "form", type=click.Choice(["md", "json"]), default="md", help="[default: md]")
def command(run: str, form: str) -> None:
    """Print RUN (an id of `burner history list`, or last); one that was killed is shown as far as it came."""
    from burner.errors import BurnerError
    from burner.history.store import History
    from burner.report.markdown import markdown
    from burner.report.progress import Progress, failed_document

    with History.open() as history:
        found = history.find(run)
        document = dict(found.result or {})
        if not document:
            unfinished = BurnerError("the run did not finish", f"burner optimize --resume {found.id}")
            document = failed_document(Progress.of(history.events(found.id)), unfinished)
    if form == "json":
        stdout.document(document)
    else:
        stdout.write(markdown(document))
