"""The rewrite catalogue: one module per family, one card per rule."""

from burner.rules.card import Card, Rewrite, Rule
from burner.rules.catalogue import RULES, combination, propose

__all__ = ["RULES", "Card", "Rewrite", "Rule", "combination", "propose"]
