TARGET = "overlapping_notes"
SIZES = (7, 60, 1300)
FAULT = "Every pair of notes is tested for an overlap, wherever in the text they stand."
CURE = "Go through the notes sorted by start and stop at the first one that starts behind the end of the current note."

WORDS = "this clause does not apply where the tenant has given notice of less than four weeks".split()


def make(rng, size):
    from work import Note

    text = " ".join(rng.choice(WORDS) for _ in range(8 * size))
    notes = []
    for _ in range(size):
        start = rng.randrange(len(text))
        end = min(len(text), start + rng.choice([0, 5, 12, 30, 80]))
        if notes and rng.random() < 0.1:
            start, end = rng.choice(notes)[:2]
        notes.append(Note(start, end, rng.choice(["ann", "bob", "cy"]), rng.choice(["style", "fact", "law"])))
    return notes, text
