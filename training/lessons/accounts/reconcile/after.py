"""Reconciles the bank statement with the open entries of the ledger."""
from collections import deque
from dataclasses import dataclass


@dataclass
class LedgerEntry:
    voucher: int
    reference: str
    cents: int


@dataclass
class BankLine:
    day: int
    reference: str
    cents: int


def tidy(reference):
    return reference.replace(" ", "").upper().lstrip("0")


def reconcile(lines, entries):
    """Assigns to each bank line the first open entry of equal reference and amount.

    Returns the matches (day, voucher), the lines without an entry and the entries
    that stay open.
    """
    matches = []
    unknown = []
    still_open = list(entries)
    waiting = {}
    for k, entry in enumerate(still_open):
        waiting.setdefault((entry.cents, tidy(entry.reference)), deque()).append(k)
    matched = set()
    for line in lines:
        if line.cents == 0:
            continue
        candidates = waiting.get((line.cents, tidy(line.reference)))
        if not candidates:
            unknown.append(line)
        else:
            k = candidates.popleft()
            matched.add(k)
            found = still_open[k]
            matches.append((line.day, found.voucher))
    still_open = [e for k, e in enumerate(still_open) if k not in matched]
    return matches, unknown, still_open
