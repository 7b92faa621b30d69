"""Turns the order export of the shop into the morning manifest for the vans."""
from dataclasses import dataclass

MAX_PARCELS = 40


@dataclass
class Customer:
    number: str
    name: str
    zone: str
    closed: bool = False


@dataclass
class Order:
    ref: str
    customer_no: str
    parcels: int
    weight_kg: float


def build_manifest(orders, customers):
    """Return the manifest rows by zone, the problems and the total weight.

    Orders that cannot be delivered today are left out and reported.
    """
    rows = []
    problems = []
    weight = 0.0
    for order in orders:
        if not 0 < order.parcels <= MAX_PARCELS:
            problems.append(f"{order.ref}: {order.parcels} parcels")
            continue
        match = None
        for customer in customers:
            if customer.number == order.customer_no:
                match = customer
                break
        if match is None:
            problems.append(f"{order.ref}: unknown customer {order.customer_no}")
            continue
        if match.closed:
            problems.append(f"{order.ref}: {match.name} is closed")
            continue
        weight += order.weight_kg
        rows.append((match.zone, match.name, order.ref, order.parcels))
    rows.sort(key=lambda row: row[0])
    return rows, problems, round(weight, 2)
