from work import merge_loggers


def test_interleaves():
    merged, gaps = merge_loggers([[(1, "a", 5.0), (4, "a", 5.1)], [(2, "b", 7.0)]])
    assert merged == [(1, "a", 5.0), (2, "b", 7.0), (4, "a", 5.1)]
    assert gaps == []


def test_equal_times_keep_channel_order():
    merged, _ = merge_loggers([[(3, "z", 1), (3, "z", 2)], [(3, "a", 9)]])
    assert merged == [(3, "z", 1), (3, "z", 2), (3, "a", 9)]


def test_gap_and_repeat():
    merged, gaps = merge_loggers([[(0, "a", 1), (0, "a", 1), (50, "a", 2)], []], max_gap=20)
    assert merged == [(0, "a", 1), (50, "a", 2)]
    assert gaps == [(0, 50)]


def test_inputs_are_left_alone():
    channel = [(1, "a", 0)]
    merge_loggers([channel])
    assert channel == [(1, "a", 0)]


def test_none():
    assert merge_loggers([]) == ([], [])
