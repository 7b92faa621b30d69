from work import describe, out_of_control


def test_describe():
    assert describe(2.5) == "high (2.50 sd)"
    assert describe(-3.0) == "low (3.00 sd)"


def test_too_few():
    assert out_of_control([("a", 1.0), ("b", None), ("c", 5.0)]) == []


def test_constant_series():
    assert out_of_control([("a", 2.0), ("b", 2.0), ("c", 2.0)]) == []


def test_one_spike():
    results = [("s%d" % i, 10.0 + (i % 2) * 0.1) for i in range(20)] + [("spike", 14.0)]
    found = out_of_control(results)
    assert [f[:2] for f in found] == [("spike", "reject")]


def test_warning_run():
    results = [(i, 0.0) for i in range(40)] + [("x", 5.0), ("y", 5.0), ("n", None), ("z", 5.0)]
    assert [f[1] for f in out_of_control(results, warn=2.0, reject=4.0)] == ["warn", "reject", "warn"]
