from work import Categoriser

RULES = [("rent", "home"), ("super market", "food"), ("market", "leisure")]


def test_first_rule_decides():
    totals, unused = Categoriser(RULES).assign([
        {"text": "SUPER MARKET 17", "cents": -900},
        {"text": "flea market", "cents": -100},
    ])
    assert totals == {"food": -900, "leisure": -100}
    assert unused == ["rent"]


def test_whole_words_only():
    transactions = [{"text": "Parental fund", "cents": 5}]
    totals, _ = Categoriser(RULES).assign(transactions)
    assert transactions[0]["category"] == "other"


def test_special_characters():
    totals, _ = Categoriser([("a.b+c", "x")], "-").assign([{"text": "pay a.b+c!", "cents": 1}, {"text": "aab+c", "cents": 2}])
    assert totals == {"x": 1, "-": 2}


def test_empty():
    assert Categoriser([]).assign([]) == ({}, [])
