from work import Flow, top_talkers

FLOWS = [
    Flow("a", "x", 100, 2),
    Flow("b", "x", 300, 3),
    Flow("a", "y", 200, 4),
    Flow("c", "c", 999, 1),
]


def test_ranking():
    ranking, total = top_talkers(FLOWS)
    assert total == 600
    assert [row["sender"] for row in ranking] == ["a", "b"]
    assert ranking[0] == {"rank": 1, "sender": "a", "octets": 300, "share": 0.5, "average": 50, "peers": 2}


def test_limit_and_ignore():
    assert [r["sender"] for r in top_talkers(FLOWS, 1, ignore=["a"])[0]] == ["b"]
    assert top_talkers(FLOWS, 0)[0] == []


def test_only_empty_flows():
    assert top_talkers([Flow("a", "b", 0, 0)])[0][0]["share"] == 0.0


def test_no_flows():
    assert top_talkers([]) == ([], 0)
