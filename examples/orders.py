"""Customers and their orders, as they come out of two CSV exports."""


def top_customers(customers, orders, limit=10):
    """Rank customers by the value of their paid orders.

    `customers` are dicts with "id" and "name", `orders` are dicts with "customer_id", "status" and "total" (in cents).
    Gives a list of (name, number of orders, revenue), highest revenue first, then by name. Customers without a paid
    order are left out.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    ranking = []
    for customer in customers:
        count = 0
        revenue = 0
        for order in orders:
            if order["customer_id"] == customer["id"] and order["status"] == "paid":
                count += 1
                revenue += order["total"]
        if count > 0:
            ranking.append((customer["name"], count, revenue))
    ranking.sort(key=lambda entry: (-entry[2], entry[0]))
    return ranking[:limit]


def total_revenue(orders):
    """Sum of all paid orders, in cents."""
    return sum(order["total"] for order in orders if order["status"] == "paid")
