TARGET = "rank_players"
SIZES = (5, 60, 2500)
FAULT = "For every player all scores are gone through to count the better ones."
CURE = "Sort the scores once before the loop and get the number of better ones with bisect_right."


def make(rng, size):
    top = max(5, size // 2)
    return ({f"P{n:04d}": rng.randrange(top) * 50 for n in rng.sample(range(size * 2), size)},)
