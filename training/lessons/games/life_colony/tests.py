from work import evolve


def test_block_is_still():
    block = [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert evolve(block, 5) == {"cells": block, "births": 0, "deaths": 0, "still_since": 0}


def test_blinker():
    report = evolve([(0, 0), (1, 0), (2, 0)], 1)
    assert report["cells"] == [(1, -1), (1, 0), (1, 1)]
    assert (report["births"], report["deaths"]) == (2, 2)


def test_dies_out():
    report = evolve([(0, 0), (5, 5), (5, 5)], 3)
    assert report["cells"] == [] and report["still_since"] == 1
    assert report["deaths"] == 2


def test_no_generations():
    assert evolve([(2, 2)], 0)["cells"] == [(2, 2)]
