import pytest
from work import Note, overlapping_notes

TEXT = "The quick brown fox jumps"


def test_overlap():
    notes = [Note(4, 15, "ann", "style"), Note(0, 9, "bob", "style"), Note(16, 19, "bob", "fact")]
    assert overlapping_notes(notes, TEXT) == [(0, 1, True, "quick")]


def test_same_reviewer_and_touching_notes():
    notes = [Note(0, 3, "ann", "x"), Note(0, 9, "ann", "y"), Note(9, 12, "bob", "z")]
    assert overlapping_notes(notes, TEXT) == []


def test_order_follows_the_notes():
    notes = [Note(10, 20, "ann", "x"), Note(0, 25, "bob", "y"), Note(5, 12, "cy", "x")]
    assert [f[:3] for f in overlapping_notes(notes, TEXT)] == [(0, 1, False), (0, 2, True), (1, 2, False)]


def test_outside():
    with pytest.raises(ValueError):
        overlapping_notes([Note(3, 99, "ann", "x")], TEXT)
