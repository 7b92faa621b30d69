TARGET = "result_page"
SIZES = (8, 80, 2000)
FAULT = "For every place on the page all remaining hits are searched for the highest score and the hit is removed from the list."
CURE = "Sort the hits once by falling score (a stable sort) and go through them."


def make(rng, size):
    from work import Hit

    sources = [f"site{i}" for i in range(max(2, size // 6))]
    hits = []
    for n in range(size):
        score = rng.choice([round(rng.random(), 1), rng.random(), 0.5])
        hits.append(Hit(f"Result {rng.randrange(size)}", rng.choice(sources), score))
    if size > 5:
        hits.append(hits[2])
    return hits, rng.choice([size // 4 + 1, size // 2]), rng.choice([0.0, 0.0, 0.1])
