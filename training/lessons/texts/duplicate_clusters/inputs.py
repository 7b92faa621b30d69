TARGET = "duplicate_clusters"
SIZES = (8, 80, 2600)
FAULT = "For every pair all clusters, which are lists, are searched for the two names."
CURE = "Keep a dict from name to its cluster and merge the smaller cluster into the larger one."


def make(rng, size):
    names = []
    for n in range(size):
        stem = f"{rng.choice(['report', 'minutes', 'draft', 'scan'])}_{n}"
        names.append(rng.choice(["", "old/", "copy of ", "backup/2023/"]) + stem + rng.choice([".txt", ".doc", ".md"]))
    pairs = []
    for _ in range(size):
        a = rng.randrange(size)
        b = min(size - 1, max(0, a + rng.randint(-6, 6))) if rng.random() < 0.9 else rng.randrange(size)
        pairs.append((names[a], names[b], rng.choice([1.0, 0.97, 0.9, 0.93, 0.85])))
    return pairs, rng.choice([0.9, 0.9, 0.95])
