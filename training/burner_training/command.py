"""`burner train`: knows the names and one-line helps of its commands, imports only the one that runs."""

from __future__ import annotations

import difflib
import importlib

import click

COMMANDS = {
    "data": "Build, measure, split and describe data sets of tasks.",
    "collect": "Turn verified faster candidates of your own runs into training data.",
    "sft": "Teach by example.",
    "dpo": "Teach by preference.",
    "grpo": "Let the policy try, rewarded by the judge.",
    "export": "Write a trained adapter or merged model for llama.cpp, and check it.",
    "evaluate": "Measure a policy over iterations, as the paper does.",
    "compare": "Put evaluations side by side: what differs, and how surely.",
}
"""Each is the click command `command` of the module `burner_training.commands.NAME`, hyphens as underscores."""


class LazyCommands(click.Group):
    """Commands that are imported when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in the order in which users meet them."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; say which one was meant where there is none."""
        if cmd_name not in COMMANDS:
            close = difflib.get_close_matches(cmd_name, COMMANDS, n=1)
            meant = f"; did you mean {close[0]}?" if close else ""
            raise click.UsageError(f"there is no command {cmd_name}{meant}", ctx)
        from burner.errors import UnavailableError

        try:
            module = importlib.import_module(f"burner_training.commands.{cmd_name.replace('-', '_')}")
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("burner"):
                raise
            hint = "pip install 'burner-perf[train]'"
            raise UnavailableError(f"training needs {error.name}, which is not installed", hint) from error
        found: click.Command = module.command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyCommands, short_help="Train a policy with the judge as reward.")
def command() -> None:
    """Train a policy with burner's own judge as the reward, and measure it."""
