from work import Customer, Order, build_manifest

CUSTOMERS = [
    Customer("K1", "Baker Lane", "north"),
    Customer("K2", "Mill", "east"),
    Customer("K3", "Old Forge", "east", closed=True),
]


def test_rows_are_sorted_by_zone():
    orders = [Order("o1", "K1", 2, 3.5), Order("o2", "K2", 1, 1.25)]
    rows, problems, weight = build_manifest(orders, CUSTOMERS)
    assert rows == [("east", "Mill", "o2", 1), ("north", "Baker Lane", "o1", 2)]
    assert problems == []
    assert weight == 4.75


def test_problems():
    orders = [Order("o1", "K9", 2, 1.0), Order("o2", "K3", 1, 1.0), Order("o3", "K1", 0, 1.0)]
    rows, problems, weight = build_manifest(orders, CUSTOMERS)
    assert rows == []
    assert problems == ["o1: unknown customer K9", "o2: Old Forge is closed", "o3: 0 parcels"]
    assert weight == 0.0


def test_first_customer_with_a_number_counts():
    twice = CUSTOMERS + [Customer("K1", "Baker Lane (new)", "west")]
    rows, _, _ = build_manifest([Order("o1", "K1", 1, 1.0)], twice)
    assert rows == [("north", "Baker Lane", "o1", 1)]


def test_empty():
    assert build_manifest([], []) == ([], [], 0.0)
