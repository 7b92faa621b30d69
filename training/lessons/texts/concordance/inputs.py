TARGET = "concordance"
SIZES = (5, 60, 2600)
FAULT = "For every match the line breaks of the text are counted again from the beginning."
CURE = "Keep the line number and add only the line breaks between the previous match and this one."

WORDS = "the sea was grey and a long swell ran under them while men on deck looked for land or light".split()


def make(rng, size):
    term = rng.choice(["whale", "captain", "old harbour"])
    lines = []
    for _ in range(size):
        words = [rng.choice(WORDS) for _ in range(rng.randint(0, 16))]
        for _ in range(rng.choice([0, 1, 1, 2])):
            form = rng.choice([term, term.capitalize(), term.upper(), term + "s", term + ","])
            words.insert(rng.randint(0, len(words)), form)
        lines.append(" ".join(words))
    return "\n".join(lines), term, rng.choice([10, 30, 40])
