"""Puts the journals of the branches together to one journal of the company."""
import heapq
from typing import NamedTuple


class Booking(NamedTuple):
    date: str
    branch: str
    account: int
    cents: int


def header(branches):
    return f"journal of {len(branches)} branches: {', '.join(branches[:3])}" + (", ..." if len(branches) > 3 else "")


def company_journal(journals: list[list[Booking]]) -> tuple[str, list[str], dict[int, int]]:
    """Each journal is ordered by date; bookings of one date follow the order of the branches."""
    branches = [journal[0].branch for journal in journals if journal]
    lines: list[str] = []
    balances: dict[int, int] = {}
    number = 0
    for booking in heapq.merge(*journals, key=lambda b: b.date):
        if booking.cents == 0:
            continue
        number += 1
        balance = balances.get(booking.account, 0) + booking.cents
        balances[booking.account] = balance
        lines.append(f"{number:06d} {booking.date} {booking.branch} {booking.account} {booking.cents} {balance}")
    return header(branches), lines, balances
