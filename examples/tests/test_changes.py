from changes import best_stretch


def test_the_best_stretch_may_hold_losses():
    assert best_stretch([-2, 1, -3, 4, -1, 2, 1, -5, 4]) == 6


def test_without_gains_it_is_empty():
    assert best_stretch([-3, -1]) == 0
    assert best_stretch([]) == 0


def test_a_quarter():
    changes = [(day * 37) % 23 - 11 for day in range(90)]
    assert best_stretch(changes) == best_stretch(changes[::-1])
