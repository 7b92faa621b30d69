from work import Check, worst_outage


def series(*statuses):
    return [Check(60 * i, s) for i, s in enumerate(statuses)]


def test_no_failure():
    assert worst_outage(series(200, 301, 404)) is None
    assert worst_outage([]) is None


def test_longest_run():
    assert worst_outage(series(500, 200, 0, 503, 200)) == {"start": 120, "checks": 2, "recovered": 240, "failures": 3, "availability": 40.0}


def test_first_of_equal_runs():
    assert worst_outage(series(500, 200, 500))["start"] == 0


def test_still_down():
    assert worst_outage(series(200, 0))["recovered"] is None


def test_region():
    checks = [Check(0, 500, "us"), Check(1, 200, "eu"), Check(2, 500, "us")]
    assert worst_outage(checks, "us")["checks"] == 2
