from work import picker_route

PASSAGES = {
    "dock": ["a1", "b1"],
    "a1": ["dock", "a2"],
    "b1": ["dock", "b2"],
    "a2": ["a1", "shelf"],
    "b2": ["b1", "shelf"],
}


def test_first_of_equal_routes():
    assert picker_route(PASSAGES, "dock", "shelf") == (["dock", "a1", "a2", "shelf"], 6)


def test_blocked_aisle():
    assert picker_route(PASSAGES, "dock", "shelf", ["a2"])[0] == ["dock", "b1", "b2", "shelf"]


def test_no_route():
    assert picker_route(PASSAGES, "shelf", "dock") == (None, 1)
    assert picker_route(PASSAGES, "dock", "shelf", ["shelf"]) == (None, 0)


def test_already_there():
    assert picker_route({}, "x", "x") == (["x"], 1)
