TARGET = "wrap_chapter"
SIZES = (20, 300, 100000)
FAULT = "After every line the whole remaining text is copied by a slice and by lstrip."
CURE = "Keep the position in the text and cut each line out by index instead of shortening the text."

WORDS = "it is a truth that no one in the house had ever spoken of before the evening when everything changed".split()


def make(rng, size):
    parts = []
    for _ in range(size):
        roll = rng.random()
        word = rng.choice(WORDS)
        if roll < 0.02:
            word = word * rng.randint(3, 12)
        parts.append(word + rng.choice([" ", " ", " ", "  ", "\n", ", "]))
    width = rng.choice([12, 20, 40]) if size < 1000 else rng.choice([60, 64])
    return "".join(parts), width, rng.choice(["", "  ", "> "])
