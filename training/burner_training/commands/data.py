"""`burner train data`: build, measure, split, stats."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from burner_training.tasks.schema import Task

_PLACE = click.Path(path_type=Path, exists=True)
_FOLDER = click.Path(path_type=Path, file_okay=False)
JOURNAL, CARD, DROPPED = "measured.jsonl", "README.md", "dropped.json"


@click.group(short_help="Build, measure, split and describe data sets of tasks.")
def command() -> None:
    """Make data sets of tasks: build one of files, measure it here, split it, look at it."""


@command.command()
@click.option("--data", "places", type=_PLACE, multiple=True, required=True, help="A file or a folder (repeatable)")
@click.option("--out", type=_FOLDER, required=True, help="Where the data set is written")
@click.option("--source", "sources", multiple=True, help="Only these sources (repeatable)")
@click.option("--untested", is_flag=True, help="Keep tasks without tests, for supervised training")
@click.option("--limit", type=click.IntRange(1), help="At most so many tasks of each source")
def build(places: tuple[Path, ...], out: Path, sources: tuple[str, ...], untested: bool, limit: int | None) -> None:
    """Read data sets of known layouts into one."""
    from burner.errors import UsageError
    from burner_training.data.build import build as build_all
    from burner_training.data.load import load, name_of, sources_in

    tasks: list[Task] = []
    for path in (path for place in places for path in sources_in(place)):
        if not sources or name_of(path) in sources:
            tasks += [*load(path)][:limit]
    if not tasks:
        raise UsageError("no task was found", f"there is no source {', '.join(sources)}" if sources else "")
    built = build_all(tasks, untested=untested)
    if not built.tasks:
        reason = next(iter(built.dropped.values()))
        raise UsageError(f"all {len(tasks)} tasks were dropped; the first because {reason}", "look at --untested")
    write_set(built.tasks, out, built.dropped, [f"built of {', '.join(sorted({task.source for task in tasks}))}"])


@command.command()
@click.argument("folder", type=_PLACE)
@click.option("--out", type=_FOLDER, required=True, help="Where the measured data set is written")
@click.option("--repeats", type=click.IntRange(1), default=3, show_default=True, help="Runs of each solution")
@click.option("--limit", type=click.IntRange(1), help="Only the first so many tasks")
def measure(folder: Path, out: Path, repeats: int, limit: int | None) -> None:
    """Run every solution in the sandbox, drop what fails or is flaky, and measure the rest. Goes on where it was."""
    from burner_training.data.measure import Looked, headroom, measure_all
    from burner_training.tasks.rows import load

    tasks = load(folder)[:limit]
    untested = [task for task in tasks if not task.checkable]

    def told(looked: Looked, left: int) -> None:
        what = looked.reason or f"{len(looked.task.humans) if looked.task else 0} solutions"
        gain = f", headroom {headroom(looked.task):.1f}x" if looked.task else ""
        click.echo(f"{looked.id}: {what}{gain} ({left} left)", err=True)

    checked = [task for task in tasks if task.checkable]
    found = measure_all(checked, out / JOURNAL, repeats, told)
    dropped = {looked.id: looked.reason for looked in found if looked.task is None} | _dropped(folder)
    kept = [looked.task for looked in found if looked.task is not None]
    write_set([*kept, *untested], out, dropped, [f"every solution run in the sandbox, {repeats} times where it passed"])


@command.command()
@click.argument("folder", type=_PLACE)
@click.option("--out", type=_FOLDER, required=True, help="Where `train` and `test` are written")
@click.option("--test-share", type=float, default=0.15, show_default=True, help="Share of the problems put aside")
@click.option("--source", "sources", multiple=True, help="Draw test problems of these sources only (repeatable)")
@click.option("--whole", multiple=True, help="A source that is for testing as a whole (repeatable)")
@click.option("--seed", type=int, default=0, show_default=True)
def split(
    folder: Path, out: Path, test_share: float, sources: tuple[str, ...], whole: tuple[str, ...], seed: int
) -> None:
    """Split by problem, and leave out of train what is nearly in test."""
    from burner_training.data.split import divide
    from burner_training.tasks.rows import load

    divided = divide(load(folder), test_share, seed, sources, whole)
    dropped = _dropped(folder) | {task: f"{other} is in the test split" for task, other in divided.dropped.items()}
    how = [f"split by problem, {test_share:.0%} for testing (seed {seed}), near duplicates of test left out of train"]
    for name, tasks in (("train", divided.train), ("test", divided.test)):
        write_set(tasks, out / name, dropped, how)


@command.command()
@click.argument("folder", type=_PLACE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document")
def stats(folder: Path, as_json: bool) -> None:
    """Say what a data set holds."""
    from burner_training.data.stats import summary, table
    from burner_training.tasks.rows import load

    found = summary(load(folder))
    click.echo(json.dumps(found, indent=2) if as_json else table(found))


def _dropped(folder: Path) -> dict[str, str]:
    path = folder / DROPPED
    found: dict[str, str] = json.loads(path.read_text()) if path.is_file() else {}
    return found


def write_set(tasks: Sequence[Task], out: Path, dropped: Mapping[str, str], how: Sequence[str]) -> None:
    """Write a data set with its card and what was left out of it."""
    from burner_training.data.stats import card
    from burner_training.tasks.rows import save

    out.mkdir(parents=True, exist_ok=True)
    save(tasks, out)
    (out / CARD).write_text(card(tasks, dropped, how))
    (out / DROPPED).write_text(json.dumps(dropped, indent=1))
    click.echo(f"{out}: {len(tasks)} tasks, {len(dropped)} left out", file=sys.stderr)
