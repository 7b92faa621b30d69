"""Number riddles for the school magazine: perfect, abundant and deficient numbers."""
from math import isqrt


def divisor_sum(n):
    """Sum of the divisors of n below n itself."""
    total = 1 if n > 1 else 0
    for d in range(2, isqrt(max(n, 0)) + 1):
        if n % d == 0:
            total += d
            if d != n // d:
                total += n // d
    return total


def describe_range(low, high):
    """Sort the numbers low..high into their kinds and find some curiosities."""
    report = {"perfect": [], "abundant": 0, "deficient": 0, "primes": 0, "amicable": []}
    richest, surplus = None, 0
    for n in range(low, high + 1):
        total = divisor_sum(n)
        if total == n:
            report["perfect"].append(n)
        elif total > n:
            report["abundant"] += 1
            if total - n > surplus:
                richest, surplus = n, total - n
            # the partner of an amicable pair is listed once, at the smaller number
            if divisor_sum(total) == n:
                report["amicable"].append((n, total))
        else:
            report["deficient"] += 1
            if total == 1:
                report["primes"] += 1
    report["richest"] = richest
    return report
