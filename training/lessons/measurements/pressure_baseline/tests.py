from work import baseline_track


def test_odd_and_even():
    assert baseline_track([3.0, 1.0, 2.0, 10.0], warmup=1) == ([3.0, 2.0, 2.0, 2.5], 7.5)


def test_warmup():
    assert baseline_track([1.0, 2.0, 3.0], warmup=3)[0] == [None, None, 2.0]


def test_invalid_readings():
    values = [1.0, None, float("nan"), 3.0]
    assert baseline_track(values, warmup=1)[0] == [1.0, None, None, 2.0]


def test_empty():
    assert baseline_track([]) == ([], 0.0)
