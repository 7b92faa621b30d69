"""`burner tui`: the terminal app. Its library is imported only when it runs."""

from __future__ import annotations

import gc
import os
import sys

import click

from burner.cli.options import files
from burner.errors import UnavailableError


@click.command(short_help="Work in the terminal app.")
@click.argument("where", default=".", metavar="[PATH|TARGET]", shell_complete=files)
def command(where: str) -> None:
    """Open the terminal app on the project in PATH (default: this folder), or at TARGET (file.py::function)."""
    _check_terminal()
    gc.disable()  # while hundreds of modules are imported
    try:
        import textual  # noqa: F401  # only to say which one is missing
    except ImportError as error:
        raise UnavailableError(
            f"the terminal app's library is missing: {error.name}", "pip install 'burner-perf[tui]'"
        ) from error
    from burner.tui.app import BurnerApp
    from burner.tui.outline import place_of

    gc.freeze()
    gc.enable()
    place, wanted = place_of(where)
    app = BurnerApp(place, wanted)
    app.run()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(app.return_code or 0)  # the user waits: a project's thousands of functions need not be freed one by one


def _check_terminal() -> None:
    """Raise UnavailableError where nothing can be drawn."""
    hint = "every screen is a command too: burner check, burner optimize, burner history list"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UnavailableError("the terminal app needs a terminal, and stdin or stdout is none", hint)
    if os.environ.get("TERM", "dumb") in {"dumb", "unknown"}:
        raise UnavailableError("this terminal can't be drawn on (TERM=dumb)", hint)
