from work import Region, bright_regions

IMAGE = [
    [9, 0, 0, 5],
    [8, 0, 5, 5],
    [0, 0, 0, 0],
    [0, 7, 0, 0],
]


def test_three_regions():
    assert bright_regions(IMAGE, 5) == [
        Region(2, 9, (0, 0, 1, 0)),
        Region(3, 5, (0, 2, 1, 3)),
        Region(1, 7, (3, 1, 3, 1)),
    ]


def test_min_size():
    assert [r.size for r in bright_regions(IMAGE, 5, min_size=3)] == [3]


def test_diagonal_does_not_connect():
    assert len(bright_regions([[1, 0], [0, 1]], 1)) == 2


def test_dark_or_empty():
    assert bright_regions(IMAGE, 100) == []
    assert bright_regions([], 1) == []
