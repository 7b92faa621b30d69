from work import Session, double_logins


def test_overlap_at_two_tills():
    a = Session(1, "kim", 0, 60)
    b = Session(2, "kim", 50, 90)
    report = double_logins([b, a])
    assert report["conflicts"] == [(a, b, 10)]
    assert report["worst"] == "kim"


def test_same_till_is_fine():
    assert double_logins([Session(1, "kim", 0, 60), Session(1, "kim", 50, 90)])["conflicts"] == []


def test_short_overlap_is_tolerated():
    sessions = [Session(1, "kim", 0, 60), Session(2, "kim", 58, 90)]
    assert double_logins(sessions)["conflicts"] == []
    assert double_logins(sessions, tolerance=0)["minutes"] == {"kim": 2}


def test_other_cashiers():
    report = double_logins([Session(1, "kim", 0, 60), Session(2, "lee", 0, 60)])
    assert report == {"conflicts": [], "minutes": {}, "worst": None}


def test_empty():
    assert double_logins([])["worst"] is None
