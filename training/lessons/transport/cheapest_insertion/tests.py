from work import blocks, plan_round, round_length


def test_distances():
    assert blocks((0, 0), (2, -3)) == 5
    assert round_length([(0, 0), (0, 1), (0, 0)]) == 2


def test_stops_on_the_way():
    route, lengths, dropped = plan_round((0, 0), [(0, 4), (0, 2), (3, 4)])
    assert route == [(0, 0), (0, 2), (3, 4), (0, 4), (0, 0)]
    assert lengths == [8, 8, 14]
    assert dropped == []


def test_too_far():
    assert plan_round((0, 0), [(1, 0), (50, 50)], max_length=10) == ([(0, 0), (1, 0), (0, 0)], [2], [(50, 50)])


def test_no_stops():
    assert plan_round((3, 3), []) == ([(3, 3), (3, 3)], [], [])
