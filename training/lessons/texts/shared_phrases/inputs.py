TARGET = "shared_passages"
SIZES = (12, 100, 1400)
FAULT = "For every position of the essay all positions of the source are compared by slicing out their words."
CURE = "Build a dict from each phrase of the source (as a tuple) to its first position before the loop."

WORDS = "the of and light energy in plants water is used by leaves to make sugar from air when green cells grow".split()


def make(rng, size):
    source = [rng.choice(WORDS) for _ in range(size)]
    essay = []
    while len(essay) < size:
        if rng.random() < 0.1:
            at = rng.randrange(size)
            essay += source[at:at + rng.randint(2, 12)]
        else:
            essay += [rng.choice(WORDS).capitalize() for _ in range(rng.randint(1, 9))]
            essay[-1] += rng.choice([".", ",", ""])
    return " ".join(essay), " ".join(source), rng.choice([3, 4, 5]) if size > 20 else 2
