"""Wage tax from the official table (one row per step of monthly gross pay)."""

from typing import NamedTuple, Optional


class TaxStep(NamedTuple):
    lower: int      # gross in cents from which the row holds
    single: int
    married: int


class Payslip(NamedTuple):
    employee: str
    gross: int
    tax: int
    net: int


def _tax(step: Optional[TaxStep], status: str) -> int:
    if step is None:
        return 0
    return step.married if status == "M" else step.single


def run_payroll(employees, table):
    """Payslips for (name, status, gross cents), and the total tax to transfer."""
    steps = sorted(table, key=lambda s: s.lower)
    slips = []
    total = 0
    for name, status, gross in employees:
        if gross < 0:
            raise ValueError(f"gross pay of {name} is negative")
        step = None
        for candidate in steps:
            if candidate.lower > gross:
                break
            step = candidate
        tax = min(gross, _tax(step, status))
        slips.append(Payslip(name, gross, tax, gross - tax))
        total += tax
    return slips, total
