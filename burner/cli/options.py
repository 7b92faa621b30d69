"""Options and types that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import click
from click.shell_completion import CompletionItem

from burner.config import Settings, duration_s, key_of, metadata


class Duration(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4 only
    """A time like 60s, 2m or 1.5h, in seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Parse what was typed."""
        try:
            return duration_s(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class GroupedCommand(click.Command):
    """A command whose many options are listed under headings; `groups` maps a heading to names of parameters."""

    groups: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options by heading; those without one come last."""
        rows = {
            param.name: param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)
        }
        for heading, names in self.groups.items():
            with formatter.section(heading):
                formatter.write_dl([row for row in (rows.pop(name) for name in names) if row])
        with formatter.section("Options"):
            formatter.write_dl([row for row in rows.values() if row])


def files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete the file of a target."""
    return [CompletionItem(incomplete, type="file")]


def setting(name: str, *, metavar: str | None = None, help_text: str = "") -> Callable[[Any], Any]:
    """Return the option of a setting, with its type, choices, help and default from the one schema."""
    declared = metadata(name)
    kinds: dict[str, Any] = {"duration": Duration(), "number": float, "count": int, "list": str, "text": str}
    default = getattr(Settings(), name)
    shown = f"{default:g}s" if declared["kind"] == "duration" else default
    text = help_text or declared["doc"][0].upper() + declared["doc"][1:]
    return click.option(
        f"--{key_of(name)}",
        name,
        type=click.Choice(declared["choices"]) if declared["choices"] else kinds[declared["kind"]],
        multiple=declared["kind"] == "list",
        metavar=metavar,
        help=text + (f"  [default: {shown}]" if shown not in (None, ()) else ""),
    )


def typed(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that the user gave."""
    return {name: value for name, value in options.items() if value not in (None, ())}
