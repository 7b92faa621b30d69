from work import describe, unusual_claims


def test_high_claim_is_marked():
    claims = [(n, 100) for n in range(5)] + [("x", 401), ("y", 400)]
    report = unusual_claims(claims)
    assert [c for c, _ in report["unusual"]] == ["x"]
    assert report["highest"] == 401


def test_even_number_of_claims():
    claims = list(enumerate([10, 20, 30, 40, 50, 60])) + [("x", 141)]
    assert unusual_claims(claims)["unusual"] == [("x", "141 is 4.0 times the usual 35")]


def test_too_few_claims():
    report = unusual_claims([(1, 5), (2, 50)])
    assert report == {"unusual": [], "highest": 0, "median": 27.5, "judged": 0}


def test_nonpositive_are_ignored():
    assert unusual_claims([(1, 0), (2, -7)])["median"] is None


def test_describe():
    assert describe(300, 120) == "300 is 2.5 times the usual 120"
