"""`burner rule`: which rewrites there are, when each is right, and what it gains."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from burner.cli import diagnostics, stdout

if TYPE_CHECKING:  # the catalogue is imported when it is shown
    from burner.check.bench.measure import Gain
    from burner.rules.card import Card


class _Rules(click.Group):
    """Takes the id or name of a rule where others take a command."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or one that shows the rule of that id or name."""
        known = super().get_command(ctx, cmd_name)
        if known is not None or cmd_name.startswith("-"):
            return known
        return click.Command(cmd_name, callback=lambda: _show(cmd_name))


@click.group(cls=_Rules, invoke_without_command=True, subcommand_metavar="[ID | bench | docs]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
@click.pass_context
def command(context: click.Context, /, *, as_json: bool) -> None:
    """List the rewrite rules; with an ID (BRN101), show when it is right, an example, and what it gains."""
    if context.invoked_subcommand is None:
        _list(as_json=as_json)


@command.command(short_help="Measure the example of each rule.")
@click.argument("rules", nargs=-1, metavar="[ID]...")
@click.option("--python", "pythons", multiple=True, metavar="PATH", help="Interpreter to measure on (repeatable)")
@click.option("--rounds", type=click.IntRange(3), default=15, help="Interleaved pairs of each rule  [default: 15]")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help="Add the figures to this table of gains")
def bench(rules: tuple[str, ...], pythons: tuple[str, ...], rounds: int, save: Path | None) -> None:
    """Measure the example of each rule, before and after side by side, on this Python or on others.

    A rule whose example needs numpy is measured where the interpreter has it.
    """
    import sys

    from burner.check.bench.measure import Gain, about, as_fields, measured
    from burner.check.gains import saved

    cards = [_card(rule) for rule in rules] if rules else _cards()
    for python in pythons or (sys.executable,):
        known = about(python)
        diagnostics.note(f"{known['implementation']} {known['python']} on {known['machine']}, {rounds} rounds")
        for rule, found in measured(python, cards, rounds):
            stdout.lines([(_bench_line(known["minor"], rule, found),)])
            if save is not None and isinstance(found, Gain):
                saved(save, known["minor"], known["python"], {rule: as_fields(found)})
    if save is not None:
        diagnostics.note(f"kept in {save}")


@command.command(short_help="Write the page of each rule into FOLDER.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def docs(folder: Path) -> None:
    """Write the page of each rule, and one that lists them, into FOLDER."""
    from burner.check.pages import index, page

    folder.mkdir(parents=True, exist_ok=True)
    for card in _cards():
        (folder / f"{card.id}.md").write_text(page(card), encoding="utf-8")
    (folder / "README.md").write_text(index(_cards()), encoding="utf-8")
    diagnostics.note(f"{len(_cards())} pages written to {folder}")


def _show(word: str) -> None:
    from burner.check.pages import page

    stdout.write(page(_card(word)))


def _list(*, as_json: bool) -> None:
    import sys

    from burner.check.gains import table
    from burner.check.reported import REPORTED

    measured = table().get(f"{sys.version_info.major}.{sys.version_info.minor}", {}).get("rules", {})
    rows: list[dict[str, Any]] = [
        {
            "id": card.id,
            "name": card.name,
            "summary": card.summary,
            "reported": card.id in REPORTED,
            "gain": measured.get(card.id, {}).get("ratio"),
        }
        for card in sorted(_cards(), key=lambda card: card.id)
    ]
    if as_json:
        stdout.document(rows)
        return
    for row in rows:
        gain = f"{row['gain']:.2f}x" if row["gain"] else ""
        mark = "check" if row["reported"] else ""
        stdout.lines([(f"{row['id']}  {row['name']:<36}{mark:<7}{gain:>9}  {row['summary']}",)])


def _cards() -> list[Card]:
    from burner.rules import RULES

    return [rule.card for rule in RULES]


def _card(word: str) -> Card:
    from burner.check.settings import suggestion
    from burner.errors import UsageError

    for card in _cards():
        if word.upper() == card.id or word == card.name:
            return card
    raise UsageError(f"there is no rule {word}{suggestion(word)}", "`burner rule` lists all rules")


def _bench_line(version: str, rule: str, found: Gain | str) -> str:
    if isinstance(found, str):
        return f"{version}  {rule}  not measured: {found}"
    from burner.check.bench.inputs import INPUTS

    return f"{version}  {rule}  {found.ratio:>8.2f}x  ({found.low:.2f}-{found.high:.2f})  {INPUTS[rule].size}"
