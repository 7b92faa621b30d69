from work import describe_range, divisor_sum


def test_divisor_sum():
    assert [divisor_sum(n) for n in (1, 2, 6, 9, 12, 16)] == [0, 1, 6, 4, 16, 15]


def test_first_numbers():
    report = describe_range(1, 30)
    assert report["perfect"] == [6, 28]
    assert report["primes"] == 10
    assert report["abundant"] == 5
    assert report["richest"] == 24


def test_amicable():
    assert describe_range(215, 225)["amicable"] == [(220, 284)]


def test_empty_range():
    assert describe_range(9, 3)["richest"] is None
