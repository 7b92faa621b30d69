"""Every candidate of the run with what became of it, as a table that a reader can filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from burner.report import words
from burner.report.html.diff import parsed, unified
from burner.report.html.markup import Html, el, join
from burner.report.story import Story

STYLES = {"better": "good", "trade_off": "fair", "no_difference": "plain", "undecided": "plain", "worse": "plain"}
HARMLESS = frozenset({"malformed", "duplicate"})


def ledger(story: Story) -> Html:
    """Return the filter and the table; without a script, the filter does not show and the table is whole."""
    candidates = story.document["candidates"]
    said = "The winner was measured once more, on new inputs: that figure stands at the top of this page, not the one here."
    return join(
        el("p", said, class_="lead") if story.document["best"] else None,
        _filter(candidates),
        el("div", _table(story), class_="scroll", role="region", aria_label="All candidates", tabindex=0),
        el("p", "No candidate is like that.", class_="none-left", hidden=True),
    )


def _filter(candidates: list[Mapping[str, Any]]) -> Html:
    verdicts = Counter(candidate["verdict"] for candidate in candidates)
    origins = Counter(candidate["origin"].get("kind", "?") for candidate in candidates)
    known = [(verdict, word) for verdict, word in words.VERDICT_WORDS.items() if verdicts[verdict]]
    return el(
        "form",
        el(
            "label",
            "Text ",
            el("input", type="search", name="text", placeholder="name, reason, code", autocomplete="off"),
        ),
        _choice("Verdict", "verdict", [(key, f"{word} ({verdicts[key]})") for key, word in known]),
        _choice("From", "origin", [(kind, f"{kind} ({count})") for kind, count in sorted(origins.items())]),
        el("output", "", role="status"),
        class_="filter",
        hidden=True,
    )


def _choice(label: str, name: str, options: list[tuple[str, str]]) -> Html:
    every = el("option", "all", value="")
    return el(
        "label", f"{label} ", el("select", every, (el("option", said, value=key) for key, said in options), name=name)
    )


def _table(story: Story) -> Html:
    heads = ("candidate", "from", "verdict", "speed-up", "stage", "judged in")
    head = el("thead", el("tr", (el("th", name, scope="col", class_=name.replace(" ", "-")) for name in heads)))
    caption = el("caption", "All candidates in the order in which they were judged", class_="unseen")
    bodies = [_candidate(story, candidate) for candidate in story.document["candidates"]]
    return el("table", caption, head, bodies, class_="ledger")


def _candidate(story: Story, candidate: Mapping[str, Any]) -> Html:
    verdict, origin = candidate["verdict"], candidate["origin"]
    proposed = story.progress.proposed.get(candidate["id"])
    diff = proposed.diff if proposed else ""
    style = STYLES.get(verdict, "plain" if verdict in HARMLESS else "bad")
    sign = words.SIGNS.get(verdict, "x")
    is_winner = story.progress.finished is not None and story.progress.finished.winner == candidate["id"]
    parent = f"from {candidate['parent']}" if candidate["parent"] else None
    row = el(
        "tr",
        el(
            "th",
            candidate["id"],
            join(" ", el("span", "winner", class_="tag")) if is_winner else None,
            el("small", parent) if parent else None,
            scope="row",
        ),
        el("td", words.origin(origin), class_="from"),
        el("td", el("span", sign, class_=f"sign {style}", aria_hidden="true"), f" {_word(verdict)}", class_="verdict"),
        el("td", _figure(candidate["speedup"]), class_="speed-up"),
        el("td", candidate["stage"], class_="stage"),
        el("td", words.seconds(candidate["judge_s"]) if candidate["judge_s"] else "", class_="judged-in"),
    )
    said = " ".join([candidate["id"], words.origin(origin), _word(verdict), candidate["reason"]]).lower()
    return el(
        "tbody",
        row,
        el("tr", el("td", _details(candidate, diff), colspan=6), class_="more"),
        data_verdict=verdict,
        data_origin=origin.get("kind", "?"),
        data_text=said,
        class_="winner" if is_winner else None,
    )


def _details(candidate: Mapping[str, Any], diff: str) -> Html:
    by = el("p", words.origin(candidate["origin"]), class_="by")
    reason = candidate["counter_example"] or candidate["reason"]
    parts = [by, el("p", reason, class_="reason")] if reason else [by]
    if diff:
        change = el("div", unified(parsed(diff)), class_="diff scroll", role="region", aria_label="change", tabindex=0)
        parts.append(el("details", el("summary", f"change of {candidate['id']}"), change))
    return join(parts)


def _figure(figures: Mapping[str, Any] | None) -> Html | str:
    if not figures:
        return ""
    interval = f" ({words.ratio(figures['low'])[:-1]}\u2013{words.ratio(figures['high'])[:-1]})"
    return join(words.ratio(figures["ratio"]), el("small", interval))


def _word(verdict: str) -> str:
    return words.VERDICT_WORDS.get(verdict, verdict)
