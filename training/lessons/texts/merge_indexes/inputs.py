TARGET = "merge_indexes"
SIZES = (10, 100, 9000)
FAULT = "For every entry the heads of all chapter lists are compared to find the smallest, which is then taken off by pop(0)."
CURE = "Let heapq.merge go through the sorted chapter indexes."

TERMS = ["anchor", "bow", "compass", "deck", "hull", "Keel", "keel", "mast", "oar", "rudder", "sail", "stern"]


def make(rng, size):
    chapters = max(2, size // 40)
    indexes = []
    page = 1
    for _ in range(chapters):
        pages = rng.randint(1, 12)
        entries = []
        for _ in range(rng.randint(0, 2 * size // chapters)):
            term = rng.choice(TERMS)
            if rng.random() < 0.6:
                term += f", {rng.choice(['old', 'new', 'main', 'spare'])} {rng.randrange(max(2, size // 20))}"
            entries.append((term, page + rng.randrange(pages)))
        indexes.append(sorted(entries))
        page += pages - rng.randint(0, 1)
    rng.shuffle(indexes)
    return indexes, rng.choice([(), ("deck", "Keel")])
