from work import suggest_keywords, tokens

DOCS = {
    "tea": "The tea is hot and the tea pot is hot",
    "soup": "A hot soup",
    "blank": "the",
}


def test_rare_and_frequent_terms_lead():
    result = suggest_keywords(DOCS, top=2)
    assert [t for t, _ in result["tea"]] == ["tea", "hot"]
    assert result["soup"][0][0] == "soup"


def test_scores():
    assert suggest_keywords({"x": "ink"}) == {"x": [("ink", 0.6931)]}


def test_blank_document():
    assert suggest_keywords(DOCS)["blank"] == []


def test_equal_scores_by_name():
    assert [t for t, _ in suggest_keywords({"x": "zoo bee"})["x"]] == ["bee", "zoo"]


def test_tokens():
    assert tokens("The Cat's hat") == ["cat", "s", "hat"]
