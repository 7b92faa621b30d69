import pytest

from orders import top_customers, total_revenue

CUSTOMERS = [
    {"id": 1, "name": "Adler GmbH"},
    {"id": 2, "name": "Brandt & Sons"},
    {"id": 3, "name": "Cafe Central"},
]
ORDERS = [
    {"customer_id": 2, "status": "paid", "total": 1250},
    {"customer_id": 1, "status": "paid", "total": 300},
    {"customer_id": 2, "status": "paid", "total": 499},
    {"customer_id": 3, "status": "cancelled", "total": 9900},
    {"customer_id": 1, "status": "open", "total": 700},
]


def test_ranks_by_revenue():
    assert top_customers(CUSTOMERS, ORDERS) == [("Brandt & Sons", 2, 1749), ("Adler GmbH", 1, 300)]


def test_limit():
    assert top_customers(CUSTOMERS, ORDERS, limit=1) == [("Brandt & Sons", 2, 1749)]


def test_same_revenue_is_ranked_by_name():
    orders = [{"customer_id": number, "status": "paid", "total": 100} for number in (3, 2, 1)]
    assert [name for name, _, _ in top_customers(CUSTOMERS, orders)] == ["Adler GmbH", "Brandt & Sons", "Cafe Central"]


def test_no_orders():
    assert top_customers(CUSTOMERS, []) == []


def test_limit_must_be_positive():
    with pytest.raises(ValueError, match="at least 1"):
        top_customers(CUSTOMERS, ORDERS, limit=0)


def test_revenue_adds_up_for_many_orders():
    customers = [{"id": number, "name": f"Customer {number:03}"} for number in range(60)]
    orders = [
        {"customer_id": (7 * number) % 80, "status": "paid" if number % 5 else "open", "total": 10 * number}
        for number in range(300)
    ]
    known = {customer["id"] for customer in customers}
    ranking = top_customers(customers, orders, limit=len(customers))
    assert sum(revenue for _, _, revenue in ranking) == total_revenue(
        [order for order in orders if order["customer_id"] in known]
    )
