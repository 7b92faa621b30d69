"""What the rules behind a version are called, for readers who don't know them by number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from burner.report import words


def explained(origin: Mapping[str, Any]) -> str:
    """Return "rule BRN821, strptime-of-fixed-form" for a rule's version, else what `words.origin` says."""
    said = words.origin(origin)
    names = _names(origin["name"]) if origin.get("kind") == "rule" else []
    return f"{said}, {' and '.join(names)}" if names else said


def _names(idents: str) -> list[str]:
    from burner.rules.catalogue import RULES

    cards = {rule.card.id: rule.card.name for rule in RULES}
    return [cards[ident] for ident in dict.fromkeys(idents.split("+")) if ident in cards]
