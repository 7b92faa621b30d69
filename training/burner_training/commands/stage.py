"""What `burner train sft`, `dpo` and `grpo` have in common: options in, one training out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from burner_training.recipes.schema import Stage

_FOLDER = click.Path(path_type=Path, file_okay=False)


def stage_command(stage: Stage, short_help: str) -> click.Command:
    """The command of a stage."""
    return click.command(short_help=short_help, name=stage)(_options(stage))


def _options(stage: Stage) -> Callable[..., None]:
    def run(**options: Any) -> None:
        start(stage, options)

    run.__doc__ = {
        "sft": "Teach by example: rows with a prompt and its completion.",
        "dpo": "Teach by preference: rows with a prompt, a chosen and a rejected completion.",
        "grpo": "Let the policy try, and reward what the judge measures: rows with a prompt and the id of its task.",
    }[stage]
    decorators = [
        click.option("--recipe", default="cpu-0.5b", show_default=True, help="A recipe's name, or a .yaml file"),
        click.option(
            "--data", type=click.Path(path_type=Path), help="Tasks, or rows: a folder of `datasets`, or JSON lines"
        ),
        click.option("--out", type=_FOLDER, help="Where checkpoints, the log and the adapter are written"),
        click.option("--adapter", type=_FOLDER, help="A trained adapter to go on from"),
        click.option("--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change a setting (repeatable)"),
        click.option("--resume", is_flag=True, help="Go on from the last checkpoint in --out"),
        click.option("--dry-run", is_flag=True, help="Say what time and memory it takes, and try two steps"),
    ]
    if stage == "grpo":
        decorators.append(
            click.option("--tasks", type=_FOLDER, help="The tasks that the judge judges by, where --data holds rows")
        )
    command: Callable[..., None] = run
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def start(stage: Stage, options: Mapping[str, Any]) -> None:
    """Run one training, or try it."""
    from burner.errors import UsageError
    from burner_training.recipes.read import read

    chosen = read(options["recipe"], options["changes"])
    data, out, tasks = options["data"], options["out"], options.get("tasks")
    if options["dry_run"]:
        from burner_training.trainers.dry_run import dry_run as estimate

        click.echo(estimate(stage, chosen, data))
        return
    if data is None or out is None:
        raise UsageError(f"--{'data' if data is None else 'out'} is missing", f"burner train {stage} --help")
    from burner_training.trainers.launch import launched_by_accelerate, relaunch

    if chosen.processes > 1 and not launched_by_accelerate():
        raise SystemExit(relaunch(chosen))
    from burner_training.trainers.judged import judged
    from burner_training.trainers.rows import load_rows
    from burner_training.trainers.run import Order, train

    rows = load_rows(stage, data, chosen.reward)
    with judged(stage, chosen, tasks or data, rows) as (rewards, weights):
        order = Order(stage, chosen, rows, out, options["adapter"], options["resume"], rewards, weights)
        try:
            click.echo(train(order))
        except KeyboardInterrupt:
            click.echo("\ngo on with the same command and --resume", err=True)
            raise
