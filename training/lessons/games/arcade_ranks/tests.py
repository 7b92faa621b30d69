from work import rank_players


def test_empty():
    assert rank_players({}) == []


def test_ties_share_rank():
    ranks = {e["player"]: e["rank"] for e in rank_players({"a": 10, "b": 30, "c": 30, "d": 5})}
    assert ranks == {"a": 3, "b": 1, "c": 1, "d": 4}


def test_medals_and_percentile():
    first, second = rank_players({"x": 1, "y": 9})
    assert first == {"player": "x", "score": 1, "rank": 2, "percentile": 50.0, "medal": "silver"}
    assert second["medal"] == "gold" and second["percentile"] == 100.0
