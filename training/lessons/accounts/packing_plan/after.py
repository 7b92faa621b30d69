"""Packing plan for bulk articles: how many packs of which size per order line."""

DEFAULT_PACKS = [1, 10, 50, 200]


def label(count, size):
    return f"{count} x {size}"


def packing_plan(order_lines, packs=None):
    """order_lines: (article, pieces). The big packs are filled first.

    Returns the plan per line, the number of packs per size, and what is left loose.
    """
    sizes = sorted(set(packs or DEFAULT_PACKS), reverse=True)
    if sizes[-1] < 1:
        raise ValueError("pack sizes must be positive")
    used = dict.fromkeys(sizes, 0)
    plan = []
    loose = {}
    for article, pieces in order_lines:
        if pieces < 0:
            raise ValueError(f"{article}: negative quantity")
        parts = []
        rest = pieces
        for size in sizes:
            count, rest = divmod(rest, size)
            if count:
                parts.append(label(count, size))
                used[size] += count
        if rest:
            loose[article] = loose.get(article, 0) + rest
        plan.append((article, " + ".join(parts) or "nothing"))
    return plan, used, loose
