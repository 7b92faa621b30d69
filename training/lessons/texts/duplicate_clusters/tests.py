from work import duplicate_clusters


def test_clusters_are_joined():
    pairs = [("a.txt", "a (1).txt", 1.0), ("b.txt", "b2.txt", 0.95), ("b2.txt", "a.txt", 0.91)]
    proposals, used = duplicate_clusters(pairs)
    assert proposals == [{"keep": "a.txt", "delete": ["a (1).txt", "b.txt", "b2.txt"]}]
    assert used == 3


def test_low_similarity_is_ignored():
    assert duplicate_clusters([("a", "b", 0.5), ("c", "c", 1.0)]) == ([], 0)


def test_shortest_name_stays():
    proposals, _ = duplicate_clusters([("copy of x", "x", 1.0), ("y", "copy of y", 0.9)])
    assert [p["keep"] for p in proposals] == ["x", "y"]
    assert proposals[1]["delete"] == ["copy of y"]


def test_repeated_pair():
    assert duplicate_clusters([("a", "b", 1), ("b", "a", 1)]) == ([{"keep": "a", "delete": ["b"]}], 2)
