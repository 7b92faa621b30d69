from work import exposure_sweep

BASE = {
    "gain": 2.0,
    "exposure": 1,
    "channel": 0,
    "response": [(400.0, 0.5), (500.0, 0.8)],
}


def test_verdicts():
    rows, best = exposure_sweep(BASE, 1000.0, [0.1, 10, 1000], [0])
    assert rows == [(0, 0.1, 25.0, "faint"), (0, 10, 2500.0, "ok"), (0, 1000, 250000.0, "saturated")]
    assert best == (0, 10, 2500.0, "ok")


def test_first_of_equal_is_best():
    base = dict(BASE, response=[(1, 0.5), (2, 0.5)])
    assert exposure_sweep(base, 1000.0, [10], [1, 0])[1][0] == 1


def test_base_is_not_changed():
    base = dict(BASE)
    exposure_sweep(base, 10.0, [5], [1])
    assert base == BASE


def test_unknown_channel_is_faint():
    assert exposure_sweep(BASE, 1e6, [1], [7]) == ([(7, 1, 0.0, "faint")], None)
