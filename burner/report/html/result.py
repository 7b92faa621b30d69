"""The first screen of a report: what came of the run, in one figure and the few facts that carry it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from burner.report import words
from burner.report.html.markup import Html, el, join
from burner.report.story import Story

STRENGTHS = {"strong": ("good", "\u2713"), "fair": ("fair", "~"), "weak": ("bad", "!")}
"""The colour and the sign of an evidence's strength, which is always written too."""


def head(story: Story) -> Html:
    """Return the head of the page: target, when, result."""
    began = story.started_at
    when = None if began is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(began))
    machine_time = None if began is None else time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(began))
    run = story.document["run"]
    return el(
        "header",
        el(
            "p",
            el("span", "burner", class_="brand"),
            el("span", el("time", when, datetime=machine_time)) if when else None,
            el("span", f"run {run}") if run else None,
            class_="meta",
        ),
        el("h1", _breakable(story.name)),
        _verdict(story),
        class_="top",
    )


def _breakable(name: str) -> Html:
    """A path may break after its slashes and colons only."""
    parts = name.replace("::", "::\0").replace("/", "/\0").replace("_", "_\0").split("\0")
    return join(parts[0], *(join(Html("<wbr>"), part) for part in parts[1:]))


def _verdict(story: Story) -> Html:
    document = story.document
    if document["best"]:
        return el("div", _headline(story), _facts(story), class_="result improved")
    if document["error"]:
        error, title = document["error"], "Failed" if story.progress.finished else "Not finished"
        hint = el("p", error["hint"], class_="hint") if error["hint"] else None
        return el("div", el("p", title, class_="answer"), el("p", error["message"]), hint, class_="result failed")
    rows = el("p", "The code stays as it is.", class_="interval-said")
    return el(
        "div", el("p", "Nothing better was found", class_="answer"), rows, _facts(story), class_="result unchanged"
    )


def _headline(story: Story) -> Html:
    best, objective = story.document["best"], story.document["objective"]
    figures = best["speedup"]
    ratios = {"memory": best["memory_ratio"], "integral": best["integral_ratio"]}
    what = {"memory": "less memory", "integral": "less memory over time"}
    interval = (
        f"{figures['confidence']:.0%} interval {words.ratio(figures['low'])} to {words.ratio(figures['high'])}, "
        f"{words.count(figures['pairs'], 'pair')} of processes, {words.CLOCKS[figures['clock']]}"
    )
    if ratio := ratios.get(objective):
        number = el("strong", words.ratio(ratio))
        return join(
            el("p", number, f" {what[objective]}", class_="answer"),
            el("p", f"{words.speedup(figures)}", class_="interval-said"),
        )
    word = "faster" if figures["ratio"] >= 1 else "as fast"
    return join(
        el("p", el("strong", words.ratio(figures["ratio"])), f" {word}", class_="answer"),
        el("p", interval, class_="interval-said"),
    )


def _facts(story: Story) -> Html:
    document = story.document
    best, baseline, evidence = document["best"], document["baseline"], document["evidence"]
    facts: list[tuple[str, str | Html]] = []
    if baseline:
        old_s = baseline["time_s"]
        new_s = old_s / best["speedup"]["ratio"] if best else None
        facts.append(("time of one call", _change(words.seconds(old_s), words.seconds(new_s) if new_s else None)))
        after = best["growth"] if best else None
        if baseline["growth"] or after:
            facts.append(("growth with the input", _growth(baseline["growth"], after)))
        if baseline["peak_memory_bytes"] is not None:
            finished = story.progress.finished
            new = finished.peak_memory_bytes if finished else None
            sizes = (words.size(baseline["peak_memory_bytes"]), None if new is None else words.size(new))
            facts.append(("peak memory of one call", _change(*sizes)))
    style, sign = STRENGTHS[evidence["strength"]]
    if baseline and document["candidates"]:
        said = join(el("span", sign, class_=f"sign {style}", aria_hidden="true"), f" {evidence['strength']}")
        facts.append(("evidence", said))
    return el("dl", (el("div", el("dt", label), el("dd", value)) for label, value in facts), class_="facts")


def _growth(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Html:
    if before and after and not words.grows_otherwise(before, after):
        return join("about n", el("sup", f"{before['exponent']:.1f}"), ", as before")
    return _change(*(join("n", el("sup", f"{fit['exponent']:.1f}")) if fit else None for fit in (before, after)))


def _change(before: str | None, after: str | None) -> Html:
    old = el("span", before or "?", class_="before") if before or after else None
    if after is None:
        return join(before or "")
    arrow = el("span", " \u2192 ", class_="arrow", aria_label="became", role="img")
    return join(old, arrow, el("span", after, class_="after"))
