TARGET = "fingerprint"
SIZES = (10, 100, 5000)
FAULT = "The hash of every passage is computed anew from all its characters, although it differs from the one before by two of them."
CURE = "Roll the hash on: take off the character that leaves and add the one that comes."

WORDS = "In this paper, we show that the method gives Results which are close to 97 percent of the optimum.".split()


def make(rng, size):
    words = [rng.choice(WORDS) for _ in range(size)]
    if size > 5:
        at = rng.randrange(size)
        words += words[at:at + size // 5]
    span = rng.choice([1, 4, 15]) if size < 1000 else rng.choice([40, 50])
    return " ".join(words), span, rng.choice([1, 4, 16])
