"""Marks expense claims that are far above what was usual up to then."""

import statistics
from bisect import insort

MIN_HISTORY = 5


def describe(amount, usual):
    return f"{amount} is {amount / usual:.1f} times the usual {usual:g}"


def unusual_claims(claims, factor=4):
    """claims: (id, amount in cents) in the order of submission.

    A claim is unusual if it exceeds `factor` times the median of all claims before it;
    at least MIN_HISTORY claims are needed to judge.
    """
    unusual = []
    amounts = []
    highest = 0
    for claim_id, amount in claims:
        if amount <= 0:
            continue
        if len(amounts) >= MIN_HISTORY:
            middle = len(amounts) // 2
            if len(amounts) % 2:
                usual = amounts[middle]
            else:
                usual = (amounts[middle - 1] + amounts[middle]) / 2
            if amount > factor * usual:
                unusual.append((claim_id, describe(amount, usual)))
                highest = max(highest, amount)
        insort(amounts, amount)
    return {
        "unusual": unusual,
        "highest": highest,
        "median": statistics.median(amounts) if amounts else None,
        "judged": max(0, len(amounts) - MIN_HISTORY),
    }
