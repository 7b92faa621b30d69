import pytest

from packs import cheapest_packs

SCREWS = {4: 90, 10: 190, 25: 420}


@pytest.mark.parametrize(
    ("quantity", "price"), [(0, 0), (4, 90), (8, 180), (10, 190), (14, 280), (25, 420), (20, 380), (50, 840)]
)
def test_price(quantity, price):
    assert cheapest_packs(SCREWS, quantity) == price


@pytest.mark.parametrize("quantity", [1, 3, 7])
def test_not_possible(quantity):
    assert cheapest_packs(SCREWS, quantity) is None


def test_no_packs():
    assert cheapest_packs({}, 5) is None


def test_refuses_nonsense():
    with pytest.raises(ValueError):
        cheapest_packs(SCREWS, -1)
    with pytest.raises(ValueError):
        cheapest_packs({0: 10}, 3)


def test_small_packs():
    assert cheapest_packs({3: 70, 5: 100, 7: 150}, 34) == 700
