"""Distributes the lines of supplier invoices to cost centres."""
from collections import namedtuple

Line = namedtuple("Line", "invoice text centre cents")
FALLBACK = "9999"


def _centre_of(line, renamed):
    centre = line.centre or FALLBACK
    # a centre may have been renamed more than once
    seen = set()
    while centre in renamed and centre not in seen:
        seen.add(centre)
        centre = renamed[centre]
    return centre


def split_by_centre(lines, renamed):
    by_centre = {}
    totals = {}
    invoices = {}
    for line in lines:
        if line.cents == 0:
            continue
        centre = _centre_of(line, renamed)
        by_centre.setdefault(centre, []).append(line)
        totals[centre] = totals.get(centre, 0) + line.cents
        invoices.setdefault(centre, set()).add(line.invoice)

    report = []
    for centre in sorted(by_centre):
        dearest = max(by_centre[centre], key=lambda line: line.cents)
        report.append({
            "centre": centre,
            "lines": len(by_centre[centre]),
            "invoices": len(invoices[centre]),
            "total": totals[centre],
            "dearest": f"{dearest.text} ({dearest.invoice})",
        })
    return by_centre, report
