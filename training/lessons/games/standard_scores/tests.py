from work import band, standard_scores


def test_band():
    assert [band(z) for z in (2, 0.5, 0, -1, -9)] == ["A", "B", "C", "D", "E"]


def test_two_students():
    report = standard_scores([("ann", 10), ("bob", 20)])
    assert report["scores"] == {"ann": 40.0, "bob": 60.0}
    assert report["bands"] == {"D": 1, "B": 1}


def test_all_alike():
    assert standard_scores([("a", 7), ("b", 7)])["scores"] == {"a": 50.0, "b": 50.0}


def test_absent():
    report = standard_scores([("a", None), ("b", 5), ("c", None)])
    assert report["absent"] == 2
    assert standard_scores([("a", None)]) == {"scores": {}, "bands": {}, "absent": 1}
    assert standard_scores([])["absent"] == 0
