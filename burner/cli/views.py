"""Chooses how a run is drawn while it goes on: JSON lines on stdout, a live display, lines, or nearly nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from burner.cli import diagnostics, stdout
from burner.cli.colour import redrawable
from burner.cli.lines_view import LinesView, QuietView
from burner.events import Event, to_json
from burner.report.progress import Progress
from burner.search.request import Request


@contextmanager
def view(
    request: Request, *, events: bool = False, quiet: bool = False, verbose: bool = False
) -> Iterator[Callable[[Event, Progress], None]]:
    """Give the function that draws events."""
    if events:
        yield _print_event
    elif quiet:
        yield QuietView().show
    elif not redrawable(sys.stderr):
        yield LinesView(verbose=verbose).show
    else:
        from rich.console import Console

        from burner.cli.live_view import LiveView

        console = Console(stderr=True, no_color=not diagnostics.in_colour())
        with LiveView(console, request.budget_s, verbose=verbose) as live:
            yield live.show


def _print_event(event: Event, _progress: Progress) -> None:
    stdout.write(to_json(event) + "\n")
