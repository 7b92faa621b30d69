"""The rewrite catalogue: one module per family, one card per rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # one family can be had without all others
    from burner.rules.card import Card, Rewrite, Rule
    from burner.rules.catalogue import RULES, combination, propose

__all__ = ["RULES", "Card", "Rewrite", "Rule", "combination", "propose"]


def __getattr__(name: str) -> Any:
    if name in {"Card", "Rewrite", "Rule"}:
        from burner.rules import card

        return getattr(card, name)
    if name in {"RULES", "combination", "propose"}:
        from burner.rules import catalogue

        return getattr(catalogue, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
