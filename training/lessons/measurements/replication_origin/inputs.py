TARGET = "SkewScan.origin"
SIZES = (15, 500, 8000)
FAULT = "At every position the sequence up to there is sliced and its G and C are counted again from the start."
CURE = "Carry the skew along and change it by one for each G or C."


def make(rng, size):
    cut = rng.randint(1, size)
    left = rng.choices("ACGTN", (25, 28, 22, 25, 1), k=cut)
    right = rng.choices("ACGTn", (25, 22, 28, 25, 1), k=size - cut)
    return ("".join(left + right), rng.choice([1, 7, 50])), ()
