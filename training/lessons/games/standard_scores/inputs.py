TARGET = "standard_scores"
SIZES = (6, 40, 450)
FAULT = "The mean and the standard deviation of the unchanging list of points are computed again for every student."
CURE = "Compute mean and deviation once before the loop, after the check that there are points."


def make(rng, size):
    half = rng.random() < 0.5
    results = []
    same = rng.random() < 0.1
    for n in range(size):
        p = 12 if same else rng.randint(0, 60)
        if half:
            p = p / 2
        results.append((f"student{rng.randrange(size * 5)}", None if rng.random() < 0.1 else p))
    return (results,)
