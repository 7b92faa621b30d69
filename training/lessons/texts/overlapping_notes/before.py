"""Annotation tool: show where notes of different reviewers overlap in a document."""
from typing import NamedTuple


class Note(NamedTuple):
    start: int
    end: int
    reviewer: str
    label: str


def overlapping_notes(notes, text):
    """All overlaps of two notes by different reviewers, in the order of the notes.

    Gives (number, number, agree, passage) with the numbers of the notes.
    """
    for note in notes:
        if not 0 <= note.start <= note.end <= len(text):
            raise ValueError(f"note outside of the text: {note}")
    found = []
    for i in range(len(notes)):
        for j in range(i + 1, len(notes)):
            a, b = notes[i], notes[j]
            if a.start < b.end and b.start < a.end and a.reviewer != b.reviewer:
                passage = text[max(a.start, b.start):min(a.end, b.end)]
                found.append((i, j, a.label == b.label, passage))
    return found
