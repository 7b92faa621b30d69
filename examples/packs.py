"""Prices of goods that are sold in packs of fixed sizes."""

from __future__ import annotations


def cheapest_packs(prices: dict[int, int], quantity: int) -> int | None:
    """Lowest price in cents for exactly `quantity` pieces.

    `prices` is the price table, pack size -> price. Packs can be bought any number of times. Gives None if the
    quantity can't be made up from the packs.
    """
    if quantity < 0:
        raise ValueError(f"can't buy {quantity} pieces")
    if quantity == 0:
        return 0
    best = None
    for size, price in prices.items():
        if size < 1:
            raise ValueError(f"a pack of {size} pieces")
        if size > quantity:
            continue
        rest = cheapest_packs(prices, quantity - size)
        if rest is None:
            continue
        if best is None or rest + price < best:
            best = rest + price
    return best
