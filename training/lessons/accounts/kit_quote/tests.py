import pytest

from work import Catalogue

SHOP = Catalogue(
    {"bolt": 10, "plate": 200},
    {"holder": [("plate", 1), ("bolt", 4)], "rack": [("holder", 3), ("plate", 2)]},
)


def test_plain_article():
    assert SHOP.quote([("bolt", 3)]) == {
        "lines": [{"sku": "bolt", "count": 3, "unit": 10, "price": 39}], "cost": 30, "price": 39}


def test_kit_of_kits():
    # holder: 200 + 5 + 40 + 5 = 250; rack: 750 + 5 + 400 + 5
    assert SHOP.quote([("rack", 1)])["cost"] == 1160


def test_price_is_rounded_up():
    assert SHOP.quote([("holder", 1)], 1)["price"] == 253


def test_unknown():
    with pytest.raises(KeyError):
        SHOP.quote([("wheel", 1)])


def test_zero_count_is_left_out():
    assert SHOP.quote([("wheel", 0)])["lines"] == []
