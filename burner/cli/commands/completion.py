"""`burner completion`: the script that a shell needs to complete burner's commands and options."""

from __future__ import annotations

import click

from burner.cli import stdout
from burner.errors import UsageError


@click.command(short_help="Print a completion script for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of SHELL.

    \b
        eval "$(burner completion bash)"                                  in ~/.bashrc
        eval "$(burner completion zsh)"                                   in ~/.zshrc
        burner completion fish > ~/.config/fish/completions/burner.fish
    """  # noqa: D301  # click's mark for text that is not rewrapped
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    if completion is None:
        raise UsageError(f"there is no completion for {shell}", "bash, zsh and fish have one")
    stdout.write(completion(context.find_root().command, {}, "burner", "_BURNER_COMPLETE").source())
