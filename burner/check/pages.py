"""The page of each rule, as `burner rule ID` prints it and as the documentation has it: made from the card and the gains."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

from burner.check.bench.inputs import INPUTS
from burner.check.gains import losing_words, table
from burner.check.reported import REPORTED, RULES
from burner.rules.card import Card

_FIXED = frozenset({"BRN106", "BRN831"})


def page(card: Card) -> str:
    """Return one rule's page as markdown."""
    parts = [f"# {card.id} {card.name}", _sentence(card.summary)]
    if card.id in REPORTED:
        parts.append(f"What the shape costs: {REPORTED[card.id].cost}.")
    parts += ["## Before", _code(card.example_before), "## After", _code(card.example_after)]
    parts += ["## Equal when", _sentence(card.condition), _who(card)]
    parts += ["## Gain", _gains(card.id)]
    parts += ["## Left alone", "Code that looks alike and is not rewritten:"]
    parts += [_code(text) for text in card.refuses]
    return "\n\n".join(parts) + "\n"


def page_of(rule: str) -> str:
    """Return the page of the rule with that id; empty for what is no rule of the catalogue."""
    if rule not in RULES:
        return ""
    family = importlib.import_module(f"burner.rules.{RULES[rule].family}")
    return page(next(item.card for item in family.RULES if item.card.id == rule))


def index(cards: Iterable[Card]) -> str:
    """Return the page that lists all rules."""
    versions = sorted(table())
    rows = ["| rule | what it does | check |" + "".join(f" {v} |" for v in versions)]
    rows.append("|---|---|---|" + "---|" * len(versions))
    for card in sorted(cards, key=lambda card: card.id):
        figures = "".join(f" {_figure(version, card.id)} |" for version in versions)
        told = "yes" if card.id in REPORTED else ""
        rows.append(f"| [{card.id}]({card.id}.md) {card.name} | {card.summary} | {told} |{figures}")
    head = (
        "# Rules\n\nMade by `burner rule docs`; the figures are old time / new time of each rule's example, measured by "
        "`burner rule bench` on that Python.\nA rule marked in the column `check` is reported by `burner check`; "
        "`burner optimize` tries all of them.\n\n"
    )
    return head + "\n".join(rows) + "\n"


def _who(card: Card) -> str:
    judged = "Every rewrite is checked and measured on the function's own calls before burner proposes it."
    if card.id in _FIXED:
        return f"{judged} Where the text alone shows that it is equal, `burner check --fix` applies it."
    if card.id in REPORTED:
        return f"{judged} `burner check` reports the shape."
    return f"{judged} `burner check` does not report it: the shape alone says too little."


def _gains(rule: str) -> str:
    if not any(rule in measured["rules"] for measured in table().values()):
        return f"Not measured yet: `burner rule bench {rule}` measures it here."
    rows = ["| Python | old time / new time | 95% interval |", "|---|---|---|"]
    for version, measured in sorted(table().items()):
        found: Mapping[str, Any] | None = measured["rules"].get(rule)
        if found:
            low, high = found["low"], found["high"]
            rows.append(
                f"| {measured['python']} | {found['ratio']:.2f}x{losing_words(rule, version)} | {low:.2f}-{high:.2f} |"
            )
    return f"On the example, with {INPUTS[rule].size}:\n\n" + "\n".join(rows)


def _figure(version: str, rule: str) -> str:
    found = table()[version]["rules"].get(rule)
    return f"{found['ratio']:.2f}x" if found else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _code(text: str) -> str:
    return f"```python\n{text.rstrip()}\n```"
