from decimal import Decimal

from work import clean_sku, merge_price_lists


def test_cheapest_supplier_wins():
    merged, skipped = merge_price_lists([
        ("Nord", [("ab 1", "Bolt", "1.20")]),
        ("Sued", [("AB-1", "Bolt M4", "1.10")]),
    ])
    assert merged == [{"sku": "AB-1", "description": "Bolt", "price": Decimal("1.10"),
                       "supplier": "Sued", "offers": 2}]
    assert skipped == 0


def test_equal_price_keeps_the_earlier():
    merged, _ = merge_price_lists([("A", [("x", "", "2.0")]), ("B", [("x", "", "2.00")])])
    assert merged[0]["supplier"] == "A"
    assert merged[0]["description"] == "X"


def test_rows_without_sku_or_price_are_skipped():
    merged, skipped = merge_price_lists([("A", [("  ", "?", "1"), ("y", "Y", "")])])
    assert merged == []
    assert skipped == 2


def test_clean_sku():
    assert clean_sku(" a b\t") == "A-B"
