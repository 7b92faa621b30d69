from work import ReactionTest


def test_medians():
    report = ReactionTest("S1").learning_curve([300, 200, 250, 500])
    assert report["curve"] == [300, 250.0, 250, 275.0]
    assert report["best"] == (2, 250.0)


def test_out_of_bounds():
    t = ReactionTest("S1")
    assert t.learning_curve([50, 300, 9000])["curve"] == [None, 300, 300]
    assert t.dropped == 2


def test_bounds_are_valid():
    assert ReactionTest("S1", 100, 200).learning_curve([100, 200])["curve"] == [100, 150.0]


def test_no_trials():
    assert ReactionTest("S1").learning_curve([]) == {"subject": "S1", "curve": [], "best": None}
