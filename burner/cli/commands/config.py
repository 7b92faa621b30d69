"""`burner config`: which settings are in force, where each comes from, and whether the files are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from burner.cli import diagnostics, stdout
from burner.config import KEYS, Problems, json_schema, load, metadata
from burner.report.exit_codes import ExitCode

_FOLDER = click.argument("path", type=click.Path(path_type=Path, exists=True), default=".")


@click.group(short_help="Show and check the settings.")
def command() -> None:
    """Show and check the settings."""


@command.command(short_help="Show all settings and where each comes from.")
@_FOLDER
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def show(path: Path, *, as_json: bool) -> None:
    """Show all settings for the code in PATH, each with the place it comes from."""
    loaded = load(_folder(path))
    values = {key: _plain(name, getattr(loaded.settings, name)) for key, name in KEYS.items()}
    if as_json:
        stdout.document(
            {
                "settings": {key: {"value": values[key], "from": str(loaded.provenance[key])} for key in values},
                "files": [str(file) for file in loaded.files],
            }
        )
        return
    width = max(map(len, KEYS))
    lines: list[stdout.Line] = []
    for key, value in values.items():
        source = loaded.provenance[key]
        text = " ".join(value) if isinstance(value, tuple | dict) else "" if value is None else f"{value}"
        lines.append((f"{key:<{width}}  {text:<20}  {source}", *(["dim"] if source.place == "default" else [])))
    stdout.lines(lines)


@command.command(short_help="Say all that is wrong with the settings.")
@_FOLDER
def validate(path: Path) -> int:
    """Say all that is wrong with the settings for the code in PATH."""
    problems = Problems(collect=True)
    loaded = load(_folder(path), problems=problems)
    for problem in problems.found:
        diagnostics.say_error(problem.message, problem.hint)
    if problems.found:
        return ExitCode.USAGE
    files = ", ".join(map(str, loaded.files)) or "no configuration file"
    diagnostics.note(f"nothing is wrong ({files})")
    return ExitCode.OK


@command.command()
def schema() -> None:
    """Print the JSON Schema of [tool.burner]."""
    stdout.document(json_schema())


def _plain(name: str, value: Any) -> Any:
    return dict(value) if metadata(name)["kind"] == "table" else value


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent
