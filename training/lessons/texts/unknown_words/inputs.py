TARGET = "unknown_words"
SIZES = (12, 120, 2500)
FAULT = "For every word of the text the two dictionaries are joined to a new list, which is then searched from the front."
CURE = "Build one set of the base and personal words once before the loop."

SYL = ["ba", "co", "den", "fi", "gra", "ho", "in", "ker", "lo", "mun", "na", "pel", "ri", "sta", "tor", "vu"]


def make(rng, size):
    def word():
        return "".join(rng.choice(SYL) for _ in range(rng.randint(2, 4)))

    base = sorted({word() for _ in range(size)})
    personal = [word() for _ in range(size // 10)]
    lines = []
    total = 0
    while total < size:
        line = []
        for _ in range(rng.randint(0, 11)):
            w = rng.choice(base) if rng.random() < 0.75 else (rng.choice(personal) if personal and rng.random() < 0.3 else word())
            roll = rng.random()
            if roll < 0.1:
                w = w.capitalize()
            elif roll < 0.13:
                w = w.upper()
            elif roll < 0.17:
                w += "'s"
            elif roll < 0.2:
                w += ","
            line.append(w)
        total += len(line) + 1
        lines.append(" ".join(line))
    return "\n".join(lines), base, personal, rng.choice([None, None, 10])
