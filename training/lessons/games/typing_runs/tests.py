from work import Key, best_run


def drill(expected, typed):
    return [Key(e, t, 100 * n) for n, (e, t) in enumerate(zip(expected, typed))]


def test_all_right():
    assert best_run(drill("hello", "hello")) == {"start": 0, "length": 5, "speed": 600, "accuracy": 1.0}


def test_first_of_equal_runs():
    report = best_run(drill("abcdef", "abxdex"))
    assert (report["start"], report["length"]) == (0, 2)


def test_run_at_the_end():
    assert best_run(drill("abcdef", "abxdef"))["start"] == 3


def test_nothing_right():
    report = best_run(drill("ab", "xx"))
    assert report == {"start": None, "length": 0, "speed": 0, "accuracy": 0.0}


def test_empty():
    assert best_run([])["accuracy"] is None
