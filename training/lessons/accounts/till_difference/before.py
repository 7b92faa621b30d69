"""Helps the shop manager to explain a difference between till and cash drawer."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Receipt:
    number: int
    cents: int


@dataclass
class Explanation:
    kind: str
    receipts: tuple


def explain_difference(receipts: list[Receipt], difference: int) -> list[Explanation]:
    """All single receipts and all pairs of receipts that amount to the difference."""
    found: list[Explanation] = []
    if difference == 0:
        return found

    # one receipt that was not typed in
    for receipt in receipts:
        if receipt.cents == difference:
            found.append(Explanation("missing", (receipt.number,)))

    # one receipt that was booked with the wrong sign
    if difference % 2 == 0:
        for receipt in receipts:
            if receipt.cents * 2 == -difference:
                found.append(Explanation("sign", (receipt.number,)))

    # two receipts together
    for i, first in enumerate(receipts):
        for second in receipts[i + 1:]:
            if first.cents + second.cents == difference:
                found.append(Explanation("pair", (first.number, second.number)))
    return found
