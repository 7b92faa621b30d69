"""The `burner` command: knows the names and one-line helps of all commands, imports only the one that runs."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import click

from burner import __version__

if TYPE_CHECKING:  # the start of `burner --help` must not wait for these
    from queue import SimpleQueue

    from burner.events import Event
    from burner.policy.protocol import Attempt
    from burner.search.compare import Other
    from burner.search.request import Request
    from burner.search.shape import Shape

ENTRY_POINTS = "burner.commands"

COMMANDS = {
    "optimize": "Make functions faster, and prove it.",
    "compare": "Judge two versions that you wrote.",
    "profile": "Show where a function spends its time and how it grows.",
    "check": "Find slow code by its shape.",
    "baseline": "Accept the findings there are.",
    "rule": "List the rewrite rules, show one, measure them.",
    "guard": "Stop changes that make functions slower.",
    "report": "Print a run as Markdown, HTML or JSON.",
    "history": "List, show, export and delete earlier runs.",
    "undo": "Take back what --apply wrote.",
    "model": "List, fetch, remove and measure models.",
    "config": "Show and check the settings.",
    "doctor": "Check what burner needs on this machine.",
    "tui": "Work in the terminal app.",
    "completion": "Print a completion script for a shell.",
}

# What burner's own other packages add: they are not imported to be listed.
_PLUGINS = {
    "lsp": "Serve editors (Language Server Protocol).",
    "train": "Train a policy with burner's judge as the reward.",
}

Command = dict[str, Any]


class Optimize(Protocol):
    """The search, as the command line calls it."""

    def __call__(
        self,
        request: Request,
        commands: SimpleQueue[Command] | None = None,
        past: Sequence[Attempt] = (),
        other: Other | Shape | None = None,
    ) -> Iterator[Event]:
        """Run one optimisation; `commands` brings those of a face, `past` what an earlier run judged.

        With `other`, nothing is searched: that version, or what a rule makes of a line, is the only candidate.
        """
        ...


@dataclass(frozen=True)
class Invocation:
    """What a command gets from outside its own options: what followed `--`, and the search."""

    after_dashes: tuple[str, ...] = ()
    search: Optimize | None = None

    def optimize(self) -> Optimize:
        """Return the search; it is heavy, so it is imported only here."""
        if self.search is not None:
            return self.search
        from burner.search.optimize import optimize

        return optimize


class LazyGroup(click.Group):
    """Commands that are imported when they run; those of other packages come by entry point."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in the order in which users meet them, plug-ins last."""
        return [*COMMANDS, *(name for name in sorted(_plugins()) if name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        """Import one command."""
        if cmd_name in COMMANDS:
            module = importlib.import_module(f"burner.cli.commands.{cmd_name}")
            command: click.Command = module.command
            return command
        load = _plugins().get(cmd_name)
        return load() if load else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was meant."""
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing or name in _plugins():
            return super().resolve_command(ctx, args)
        close = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
        meant = close[0] if close else "optimize" if ".py" in name else ""
        raise click.UsageError(f"there is no command {name}" + (f"; did you mean {meant}?" if meant else ""), ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        known = {**_PLUGINS, **COMMANDS}
        rows = [(name, known.get(name, "from another package")) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _plugins() -> dict[str, Callable[[], click.Command]]:
    from importlib.metadata import entry_points

    return {point.name: point.load for point in entry_points(group=ENTRY_POINTS)}


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="burner", message="%(prog)s %(version)s")
def root() -> None:
    """Make a Python function faster on your own machine, and prove it.

    \b
    burner optimize file.py::function           look for a faster version, and show it
    burner optimize file.py::function --apply   and write it
    """  # noqa: D301  # click's mark for text that is not rewrapped


def split_at_dashes(arguments: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return what stands before the first `--` and what follows it."""
    if "--" not in arguments:
        return [*arguments], ()
    at = arguments.index("--")
    return [*arguments[:at]], tuple(arguments[at + 1 :])
