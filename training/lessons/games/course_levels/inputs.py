TARGET = "courses_by_level"
SIZES = (8, 40, 180)
FAULT = "earliest() works out the semester of a prerequisite anew each time it is reached, along every path of prerequisites and again for every course."
CURE = "Let earliest() remember the semester of each course in a dict that lives for the call."


def make(rng, size):
    layers = 3 if size < 20 else (6 if size < 100 else 10)
    width = max(2, size // layers)
    names = [[f"C{layer}{n:02d}" for n in range(width)] for layer in range(layers)]
    pairs = []
    for layer in range(layers):
        for name in names[layer]:
            needed = rng.sample(names[layer - 1], min(width, rng.randint(2, 3))) if layer else []
            if layer > 1 and rng.random() < 0.3:
                needed.append(rng.choice(names[0]))
            if layer == 0 and rng.random() < 0.2:
                needed.append("school maths")
            rng.shuffle(needed)
            pairs.append((name, needed))
    if rng.random() < 0.5:
        rng.shuffle(pairs)
    return dict(pairs), (12 if rng.random() < 0.9 else layers - 1)
