"""`burner completion`: the script that a shell needs to complete burner's commands and options."""

from __future__ import annotations

import click

from burner.cli import stdout


@click.command(short_help="Print a completion script for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of SHELL.

    \b
        eval "$(burner completion bash)"                                  in ~/.bashrc
        eval "$(burner completion zsh)"                                   in ~/.zshrc
        burner completion fish > ~/.config/fish/completions/burner.fish
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None
    stdout.write(completion(context.find_root().command, {}, "burner", "_BURNER_COMPLETE").source())
