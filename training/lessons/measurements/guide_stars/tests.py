from work import Star, choose_guides

STARS = [Star("a", 5.0), Star("b", 9.0, variable=True), Star("c", 7.0), Star("d", 7.0), Star("e", 1.0)]


def test_brightest_first_and_ties_in_order():
    assert choose_guides(STARS, 3) == {"guides": ["b", "c", "d"], "fair": 1, "rejected": 0, "complete": True}


def test_fair_stars_are_limited():
    assert choose_guides(STARS, 2)["guides"] == ["c", "d"]


def test_not_enough():
    out = choose_guides(STARS, 5, min_flux=6.0)
    assert out["guides"] == ["b", "c", "d"]
    assert out["complete"] is False


def test_poor_and_empty():
    assert choose_guides([Star("p", 3.0, True, True)], 1)["rejected"] == 1
    assert choose_guides([], 0) == {"guides": [], "fair": 0, "rejected": 0, "complete": True}
