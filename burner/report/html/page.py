"""Puts the parts of a report together into one page that loads nothing and runs nothing but its own few lines."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from burner import __version__
from burner.report import words
from burner.report.html.diff import both_views
from burner.report.html.evidence import evidence, limits
from burner.report.html.figures import figures
from burner.report.html.ledger import ledger
from burner.report.html.markup import Html, el, join, raw
from burner.report.html.profile import profile
from burner.report.html.reproduce import commands, machine
from burner.report.html.result import head
from burner.report.origins import explained
from burner.report.story import Story

SCRIPT, STYLE = "report.js", "report.css"


def page(story: Story) -> str:
    """Return the whole HTML file of a run's report, in UTF-8."""
    script, style = _part(SCRIPT), _part(STYLE)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; base-uri 'none'"
    )
    parts = _sections(story)
    top = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="generator", content=f"burner {__version__}"),
        el("link", rel="icon", href="data:,"),
        el("title", f"{_title(story)} \u00b7 burner"),
        el("style", raw(style)),
    )
    links = (el("a", title, href=f"#{ident}") for ident, title, _ in parts)
    sections = (el("section", el("h2", title), content, id=ident) for ident, title, content in parts)
    foot = el("footer", f"Made by burner {__version__}. This file loads nothing and sends nothing.")
    body = el(
        "body",
        head(story),
        el("nav", links, aria_label="Parts of this report"),
        el("main", sections),
        foot,
        el("script", raw(script)),
    )
    return f"<!DOCTYPE html>\n{el('html', top, body, lang='en')}\n"


def _sections(story: Story) -> list[tuple[str, str, Html]]:
    document, progress = story.document, story.progress
    found: list[tuple[str, str, Html]] = []
    if document["best"]:
        by = el("p", f"Proposed by {explained(document['best']['origin'])}.", class_="lead")
        change = el(
            "div",
            both_views(document["best"]["diff"]),
            class_="scroll",
            role="region",
            aria_label="The change",
            tabindex=0,
        )
        found.append(("change", "The change", join(by, change)))
    plots = figures(story)
    if plots:
        found.append(("figures", "Measurements", el("div", plots, class_="figures")))
    if progress.target and progress.baseline and progress.baseline.lines:
        hot = el(
            "div",
            profile(progress.target, progress.baseline),
            class_="scroll",
            role="region",
            aria_label="Profile",
            tabindex=0,
        )
        found.append(("profile", "Where the time went before" if document["best"] else "Where the time goes", hot))
    if progress.workload or progress.baseline:
        columns = join(
            el("div", el("h3", "Checked on" if document["candidates"] else "Ready to be checked on"), evidence(story)),
            el("div", el("h3", "What this does not say"), limits(story)),
        )
        found.append(("evidence", "Evidence and its limits", el("div", columns, class_="columns")))
    if document["candidates"]:
        found.append(("candidates", "Candidates", ledger(story)))
    columns = join(
        el("div", el("h3", "Machine"), machine(story)),
        el("div", el("h3", "Commands"), commands(story)),
    )
    found.append(("again", "Machine and commands", el("div", columns, class_="columns")))
    return found


def _title(story: Story) -> str:
    document = story.document
    if document["best"]:
        return f"{words.ratio(document['best']['speedup']['ratio'])} faster: {story.name}"
    return f"{'Failed' if document['error'] else 'Nothing better'}: {story.name}"


def _part(name: str) -> str:
    return resources.files("burner.report.html").joinpath(name).read_text(encoding="utf-8")
