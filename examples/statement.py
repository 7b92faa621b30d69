"""The monthly account statement as plain text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Booking:
    day: date
    text: str
    cents: int


def euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def account_statement(owner: str, opening: int, bookings: list) -> str:
    """One line per booking with the balance after it, a warning where it is below zero, then a summary."""
    report = f"Statement for {owner}\n"
    report += f"{'':32}{'opening':>10}{euros(opening):>12}\n"
    overdrawn = 0
    for number in range(len(bookings)):
        booking = bookings[number]
        balance = opening + sum(earlier.cents for earlier in bookings[: number + 1])
        line = f"{booking.day.isoformat()}  {booking.text[:20]:20}{euros(booking.cents):>10}{euros(balance):>12}"
        if balance < 0:
            overdrawn += 1
            line += "  !"
        report = report + line + "\n"
    closing = opening + sum(booking.cents for booking in bookings)
    report += f"{'':32}{'closing':>10}{euros(closing):>12}\n"
    if overdrawn:
        report += f"The account was overdrawn after {overdrawn} of {len(bookings)} bookings.\n"
    return report
