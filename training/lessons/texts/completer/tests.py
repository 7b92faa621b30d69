from work import Completer

WORDS = ["Print", "printer", "page", "Preview", "paper", "print ", "", "zoom"]


def test_sorted_suggestions():
    results, empty = Completer(WORDS).complete_all(["pr", "Z"])
    assert results == {"pr": ["preview", "print", "printer"], "Z": ["zoom"]}
    assert empty == 0


def test_limit_adds_rest():
    results, _ = Completer(WORDS, limit=2).complete_all(["p"])
    assert results["p"] == ["page", "paper", "+3 more"]


def test_no_match_and_blank():
    assert Completer(WORDS).complete_all(["x", " "]) == ({"x": [], " ": []}, 1)


def test_whole_word_is_its_own_prefix():
    assert Completer(WORDS).complete_all(["printer"])[0] == {"printer": ["printer"]}
