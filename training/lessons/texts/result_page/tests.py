from work import Hit, result_page

HITS = [
    Hit("Intro", "manual", 0.5),
    Hit("Setup", "manual", 0.9),
    Hit("FAQ", "wiki", 0.5),
    Hit("Errors", "manual", 0.4),
]


def test_best_first_and_ties_in_order():
    result = result_page(HITS)
    assert result["page"] == [
        "1. Setup (manual, 0.90)",
        "2. Intro (manual, 0.50)",
        "3. FAQ (wiki, 0.50)",
    ]
    assert result["hidden"] == 1
    assert result["sources"] == 2


def test_limit():
    assert len(result_page(HITS, limit=1)["page"]) == 1
    assert result_page(HITS, limit=0) == {"page": [], "hidden": 0, "sources": 0}


def test_min_score():
    assert result_page(HITS, min_score=0.6)["page"] == ["1. Setup (manual, 0.90)"]


def test_no_hits():
    assert result_page([])["page"] == []
