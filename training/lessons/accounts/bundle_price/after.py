"""Finds the cheapest way to buy a number of tickets with bundle offers."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    label: str
    pieces: int
    cents: int


def usable(offers: list[Offer], day_pass: bool) -> list[Offer]:
    return [o for o in offers if o.pieces > 0 and (day_pass or not o.label.startswith("day"))]


def cheapest_basket(count: int, offers: list[Offer], day_pass: bool = False) -> dict:
    """The cheapest combination of offers for exactly `count` tickets.

    Of equally cheap ones that with the offer listed earlier in front.
    """
    if count < 0:
        raise ValueError("count must not be negative")
    choices = usable(offers, day_pass)
    known = {}

    def best(open_count):
        if open_count == 0:
            return 0, ()
        if open_count in known:
            return known[open_count]
        result = None
        for offer in choices:
            if offer.pieces > open_count:
                continue
            rest = best(open_count - offer.pieces)
            if rest is None:
                continue
            cents = offer.cents + rest[0]
            if result is None or cents < result[0]:
                result = (cents, (offer.label,) + rest[1])
        known[open_count] = result
        return result

    found = best(count)
    if found is None:
        return {"count": count, "possible": False, "cents": None, "offers": []}
    return {"count": count, "possible": True, "cents": found[0], "offers": list(found[1])}
