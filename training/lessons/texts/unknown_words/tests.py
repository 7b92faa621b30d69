from work import unknown_words

BASE = ["the", "cat", "sat", "on", "mat", "was"]


def test_reports_count_and_first_line():
    text = "The cat szt\non the matt\nthe matt was szt"
    assert unknown_words(text, BASE) == [("matt", 2, 2), ("szt", 2, 1)]


def test_personal_words_are_known():
    assert unknown_words("Szt Matt", BASE, ("szt",)) == [("matt", 1, 1)]


def test_abbreviations_and_possessives():
    assert unknown_words("NASA at cat's mat", BASE) == []


def test_limit():
    assert unknown_words("xxx yyy yyy", BASE, limit=1) == [("yyy", 2, 1)]


def test_empty():
    assert unknown_words("", BASE) == []
