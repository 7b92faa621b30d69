import pytest

from work import Offer, cheapest_basket

OFFERS = [Offer("single", 1, 300), Offer("four", 4, 1000), Offer("day five", 5, 900)]


def test_bundles_are_used():
    basket = cheapest_basket(6, OFFERS)
    assert basket["cents"] == 1600
    assert sorted(basket["offers"]) == ["four", "single", "single"]


def test_day_pass():
    assert cheapest_basket(6, OFFERS, day_pass=True)["cents"] == 1200


def test_earlier_offer_on_a_tie():
    offers = [Offer("b", 2, 200), Offer("a", 1, 100)]
    assert cheapest_basket(2, offers)["offers"] == ["b"]
    assert cheapest_basket(3, offers)["offers"] == ["b", "a"]


def test_impossible():
    assert cheapest_basket(3, [Offer("pair", 2, 100)]) == {
        "count": 3, "possible": False, "cents": None, "offers": []}


def test_none_and_negative():
    assert cheapest_basket(0, [])["cents"] == 0
    with pytest.raises(ValueError):
        cheapest_basket(-1, OFFERS)
