import pytest

from work import frame_shapes


def test_small():
    assert frame_shapes(24, 2, max_aspect=2) == [(3, 4, ""), (4, 3, "")]


def test_square_once():
    assert frame_shapes(9, 1) == [(3, 3, "")]
    assert frame_shapes(9, 1, max_aspect=9) == [(1, 9, ""), (3, 3, ""), (9, 1, "")]


def test_usual_and_rotated():
    shapes = frame_shapes(640 * 480 * 2)
    assert (480, 640, "usual") in shapes
    assert (640, 480, "rotated") in shapes


def test_one_pixel_and_errors():
    assert frame_shapes(2) == [(1, 1, "")]
    with pytest.raises(ValueError):
        frame_shapes(7, 2)
