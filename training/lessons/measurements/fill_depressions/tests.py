from work import fill_depressions


def test_bowl_is_filled_to_its_lowest_rim():
    dem = [
        [9, 9, 9, 9],
        [9, 1, 4, 9],
        [9, 2, 9, 6],
        [9, 7, 9, 9],
    ]
    filled, volume, raised = fill_depressions(dem)
    assert filled[1] == [9, 7, 7, 9]
    assert filled[2] == [9, 7, 9, 6]
    assert volume == 14
    assert raised == 3
    assert dem[1][1] == 1


def test_slope_is_kept():
    dem = [[3, 2, 1], [3, 2, 1], [3, 2, 1]]
    assert fill_depressions(dem) == (dem, 0, 0)


def test_small():
    assert fill_depressions([]) == ([], 0, 0)
    assert fill_depressions([[5]]) == ([[5]], 0, 0)
