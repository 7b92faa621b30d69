"""`burner train evaluate`: one policy over iterations, resumable task by task."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

RECORDS, RESULT, TABLES = "records.jsonl", "result.json", "README.md"
KEY = "BURNER_REMOTE_KEY"
"""Environment variable that holds a server's key."""


@click.command(short_help="Measure a policy over iterations, as the paper does.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where results are written"
)
@click.option("--model", metavar="NAME|PATH.gguf", help="The local model  [default: the installed one]")
@click.option("--adapter", metavar="PATH|none", default="none", show_default=True, help="A GGUF adapter for it")
@click.option(
    "--replies", type=click.Path(path_type=Path, exists=True), help="Replies written down before, as JSON lines"
)
@click.option("--url", help="An OpenAI-compatible server that serves MODEL; prompts are sent there")
@click.option("--label", help="Its name in tables  [default: the model's]")
@click.option("--iterations", type=click.IntRange(0, 100), default=8, show_default=True)
@click.option("--objective", type=click.Choice(["time", "memory", "integral"]), default="integral", show_default=True)
@click.option(
    "--style", type=click.Choice(["paper", "product"]), default="paper", show_default=True, help="Form of prompts"
)
@click.option(
    "--start",
    type=click.Choice(["original", "none"]),
    default="original",
    show_default=True,
    help="What iteration 0 sees",
)
@click.option(
    "--repeats", type=click.IntRange(1), default=4, show_default=True, help="Runs of each candidate (paper: 16)"
)
@click.option(
    "--people",
    type=click.IntRange(0),
    default=24,
    show_default=True,
    help="At most so many people's solutions of a problem",
)
@click.option(
    "--max-tokens", type=click.IntRange(1), default=500, show_default=True, help="Longest answer (paper: 8192)"
)
@click.option("--temperature", type=click.FloatRange(0), default=0.0, show_default=True)
@click.option(
    "--together", type=click.IntRange(1), default=6, show_default=True, help="Tasks answered at the same time"
)
@click.option("--limit", type=click.IntRange(1), help="Only the first so many tasks")
@click.option("--source", "sources", multiple=True, help="Only tasks of these sources (repeatable)")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--no-feedback", is_flag=True, help="Ablation: prompts say nothing of how the code did")
@click.option("--no-original", is_flag=True, help="Ablation: prompts don't show the code")
def command(folder: Path, out: Path, **options: Any) -> None:
    """Take the tasks of FOLDER through the paper's iterations with one policy. Goes on where it was."""
    from burner.errors import UsageError
    from burner.sandbox.isolation import choose
    from burner_training.evaluate.loop import Settings, evaluate
    from burner_training.evaluate.records import TaskRecord, begin, read, to_line
    from burner_training.tasks.rows import load

    choose()
    if options["style"] == "product" and (
        options["start"] == "none" or options["no_original"] or options["no_feedback"]
    ):
        raise UsageError("the product's prompt always shows the code and what is known of it", "--style paper")
    tasks = [task for task in load(folder) if task.checkable]
    tasks = [task for task in tasks if not options["sources"] or task.source in options["sources"]][: options["limit"]]
    if options["style"] == "product":
        tasks = [task for task in tasks if task.kind == "function"]
    if not tasks:
        raise UsageError(f"{folder} has no such task with tests", "burner train data stats says what it holds")
    answerer = _answerer(options)
    settings = Settings(
        iterations=options["iterations"],
        objective=options["objective"],
        style=options["style"],
        start=options["start"],
        repeats=options["repeats"],
        most_humans=options["people"],
        together=options["together"],
        temperature=options["temperature"],
        seed=options["seed"],
        feedback=not options["no_feedback"],
        original=not options["no_original"],
    )
    label = options["label"] or answerer.name
    path = out / RECORDS
    asked = {
        **asdict(settings),
        "model": answerer.name,
        "adapter": options["adapter"],
        "max_tokens": options["max_tokens"],
    }
    done = {record.task_id for record in begin(path, label, asked)}
    left = [task for task in tasks if task.id not in done]
    with path.open("a", encoding="utf-8") as file:

        def told(record: TaskRecord) -> None:
            file.write(to_line(record) + "\n")
            file.flush()
            last = record.iterations[-1] if record.iterations else None
            gain = f"{last.kept_speedup:.2f}x" if last is not None and last.kept_speedup else "failed"
            click.echo(f"{record.task_id}: {record.error or gain}", err=True)

        try:
            evaluate(left, answerer, settings, told)
        finally:
            answerer.close()
    write_report([read(path)], out)


def _answerer(options: dict[str, Any]) -> Any:
    from burner_training.evaluate.answers import LocalModel, Server, Written

    if options["replies"] is not None:
        return Written.read(options["replies"])
    from burner.policy.load import open_llm, open_remote

    if options["url"] is not None:
        return Server(open_remote(options["url"], options["model"], os.environ.get(KEY), options["seed"]))
    policy = open_llm(options["model"], options["adapter"], options["seed"])
    name = policy.name if policy.adapter is None else f"{policy.name}+{policy.adapter.stem}"
    return LocalModel(policy, options["style"], options["max_tokens"], name)


def write_report(evaluations: list[Any], out: Path) -> None:
    """Tables in Markdown and JSON, and the plots."""
    import json

    from burner_training.evaluate.plots import draw
    from burner_training.evaluate.scores import document
    from burner_training.evaluate.tables import page

    documents = [document(evaluation) for evaluation in evaluations]
    out.mkdir(parents=True, exist_ok=True)
    (out / RESULT).write_text(json.dumps(documents if len(documents) > 1 else documents[0], indent=1))
    text = page(evaluations)
    (out / TABLES).write_text(text)
    draw(evaluations, out)
    click.echo(text)
