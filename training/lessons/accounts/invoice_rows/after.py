"""Turns shop orders into rows for the bookkeeping import."""

from dataclasses import dataclass

VAT_PERCENT = {"DE": 19, "AT": 20, "FR": 20, "NL": 21}
HOME = "DE"


@dataclass
class Customer:
    number: int
    name: str
    country: str
    vat_id: str = ""


@dataclass
class Order:
    id: str
    customer_number: int
    net_cents: int


def format_cents(cents):
    return f"{cents // 100},{cents % 100:02d}"


def invoice_rows(orders, customers):
    """Rows (order, name, net, vat, gross) and the ids of orders without a customer."""
    rows = []
    orphans = []
    by_number = {}
    for candidate in customers:
        by_number.setdefault(candidate.number, candidate)
    for order in orders:
        customer = by_number.get(order.customer_number)
        if customer is None:
            orphans.append(order.id)
            continue

        # reverse charge for companies abroad
        if customer.country != HOME and customer.vat_id:
            vat = 0
        else:
            percent = VAT_PERCENT.get(customer.country, VAT_PERCENT[HOME])
            vat = (order.net_cents * percent + 50) // 100

        rows.append((
            order.id,
            customer.name,
            format_cents(order.net_cents),
            format_cents(vat),
            format_cents(order.net_cents + vat),
        ))
    return rows, orphans
