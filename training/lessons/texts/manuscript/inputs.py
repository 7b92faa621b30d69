TARGET = "Manuscript.preview"
SIZES = (4, 20, 160)
FAULT = "Before every edit the whole manuscript is deep-copied, although apply_edit checks everything before it changes anything."
CURE = "Apply the edits directly to the one copy made at the start."

WORDS = "then he went home and she said nothing for it was late".split()


def make(rng, size):
    def text():
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 12)))

    paragraphs = [text() for _ in range(rng.randint(max(1, size // 2), size))]
    edits = []
    for _ in range(size):
        author = rng.choice(["ann", "bob", "cy"])
        kind = rng.choice(["replace", "replace", "insert", "delete", "insert"])
        at = rng.randint(-1, len(paragraphs) + 1) if rng.random() < 0.2 else rng.randrange(len(paragraphs))
        if rng.random() < 0.05:
            kind = "fold"
        edits.append((author, kind, at) if kind == "delete" else (author, kind, at, text()))
    return (paragraphs,), (edits,)
