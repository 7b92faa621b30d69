from work import bestseller_list, title_case


def test_order_and_share():
    got = bestseller_list([("tea_pot", 1), ("cup", 3), ("tea_pot", 5), ("spoon", 1)])
    assert [(r["place"], r["title"], r["units"]) for r in got] == [(1, "Tea Pot", 6), (2, "Cup", 3), (3, "Spoon", 1)]
    assert [r["share"] for r in got] == [60.0, 90.0, 100.0]


def test_shared_place():
    got = bestseller_list([("b", 2), ("a", 2), ("c", 1)])
    assert [(r["place"], r["title"]) for r in got] == [(1, "B"), (1, "A"), (3, "C")]


def test_limits():
    sales = [("a", 5), ("b", 4), ("c", 1)]
    assert len(bestseller_list(sales, places=1)) == 1
    assert len(bestseller_list(sales, minimum=2)) == 2
    assert bestseller_list(sales, places=0) == []


def test_no_sales():
    assert bestseller_list([]) == []


def test_title_case():
    assert title_case("red_wine_glass") == "Red Wine Glass"
