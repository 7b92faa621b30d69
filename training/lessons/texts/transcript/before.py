"""Turns the rows of an automatic transcript into a readable script.

The recogniser names a speaker only where the voice changes; other rows leave it empty.
"""

from dataclasses import dataclass


@dataclass
class Row:
    start: int  # seconds
    speaker: str
    text: str


def clock(seconds):
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes:02d}:{seconds:02d}"


def script(rows, unknown="Unknown"):
    lines = []
    words = {}
    for i, row in enumerate(rows):
        speaker = row.speaker.strip()
        if not speaker:
            speaker = next((r.speaker.strip() for r in reversed(rows[:i]) if r.speaker.strip()), unknown)
        text = " ".join(row.text.split())
        if not text:
            continue
        words[speaker] = words.get(speaker, 0) + len(text.split())
        if row.speaker.strip() or not lines:
            lines.append(f"[{clock(row.start)}] {speaker.upper()}: {text}")
        else:
            lines.append(f"[{clock(row.start)}] {text}")
    return lines, words
