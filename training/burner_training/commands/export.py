"""`burner train export`."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(short_help="Write a trained adapter or merged model for llama.cpp, and check it.")
@click.argument("training", type=_FOLDER)
@click.option("--out", type=_FOLDER, required=True, help="Where the files and the card are written")
@click.option(
    "--merge", "kinds", multiple=True, metavar="KIND", help="Merged model too: q8_0, q4_k_m, f16 (repeatable)"
)
@click.option("--name", default="burner-policy", show_default=True, help="Name of the files and of the model")
@click.option("--data", default="not said", help="What it was trained on, for the card")
@click.option("--licence", default="Apache-2.0", show_default=True, help="For the card")
@click.option(
    "--evaluation", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="JSON of burner train evaluate"
)
def command(
    training: Path, out: Path, kinds: tuple[str, ...], name: str, data: str, licence: str, evaluation: Path | None
) -> None:
    """Write what a TRAINING (its --out) has learnt as GGUF files, check each by loading it, and write a model card."""
    from burner_training.export.write import Wanted, export

    for path in export(Wanted(training, out, kinds, name, data, licence, evaluation)):
        click.echo(path)
