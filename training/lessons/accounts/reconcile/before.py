"""Reconciles the bank statement with the open entries of the ledger."""
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
    for line in lines:
        if line.cents == 0:
            continue
        found = None
        for entry in still_open:
            if entry.cents == line.cents and tidy(entry.reference) == tidy(line.reference):
                found = entry
                break
        if found is None:
            unknown.append(line)
        else:
            still_open.remove(found)
            matches.append((line.day, found.voucher))
    return matches, unknown, still_open
