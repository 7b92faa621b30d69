"""On what machine it was measured, and what to type: to see it again, to take the change."""

from __future__ import annotations

from burner.report import words
from burner.report.html.markup import Html, el
from burner.report.story import Story

_LABELS = {
    "processor": "processor",
    "cores": "cores",
    "memory_bytes": "memory",
    "system": "system",
    "architecture": "architecture",
    "python": "project's Python",
    "burner": "burner",
}


def machine(story: Story) -> Html:
    """Return the computer, and where the run's time went."""
    known = story.document["machine"]
    rows = [
        (label, words.size(known[key]) if key == "memory_bytes" else str(known[key]))
        for key, label in _LABELS.items()
        if known.get(key) is not None
    ]
    document = story.document
    spent = [f"{document['wall_s']:.0f} s in all"]
    if document["model_s"] >= 0.5:
        spent.append(f"{document['model_s']:.0f} s for proposing")
    if document["judge_s"] >= 0.5:
        spent.append(f"{document['judge_s']:.0f} s for judging")
    rows.append(("this run", ", ".join(spent)))
    return el("dl", (el("div", el("dt", label), el("dd", said)) for label, said in rows))


def commands(story: Story) -> Html:
    """Return what to type to run it again, and to write the change."""
    run, parts = story.document["run"], []
    if story.command:
        parts.append(_command("Ask for the same again, in the project's folder", story.command))
    if story.document["best"] and run:
        parts.append(_command("Write the change to the file", f"burner optimize --resume {run} --apply"))
    elif run and story.progress.finished is None:
        parts.append(_command("Go on with this run", f"burner optimize --resume {run}"))
    return el("div", parts, class_="commands")


def _command(what: str, line: str) -> Html:
    code = el("code", *[part for word in line.split(" ") for part in (el("span", word), " ")][:-1])
    return el("figure", el("figcaption", what), el("pre", code, tabindex=0), class_="command", data_copy=line)
