from work import Peak, isotope_pairs


def test_pair():
    peaks = [Peak(1000, 4.0), Peak(1500, 1.0), Peak(2000, 2.0)]
    assert isotope_pairs(peaks, 1000) == ([(0, 2, 0.5)], [1])


def test_heavy_must_follow():
    peaks = [Peak(2000, 1.0), Peak(1000, 1.0)]
    assert isotope_pairs(peaks, 1000) == ([], [0, 1])


def test_same_mass_twice():
    peaks = [Peak(10, 0), Peak(13, 1.0), Peak(13, 2.0), Peak(16, 4.0)]
    pairs, single = isotope_pairs(peaks, 3)
    assert pairs == [(0, 1, None), (0, 2, None), (1, 3, 4.0), (2, 3, 2.0)]
    assert single == []


def test_min_intensity():
    peaks = [Peak(10, 5.0), Peak(13, 0.1)]
    assert isotope_pairs(peaks, 3, min_intensity=1.0) == ([], [0, 1])
