TARGET = "transfer_zones"
SIZES = (8, 60, 1300)
FAULT = "For every footpath the list of zones is searched for both stations and rebuilt as a whole, and the two sets are joined into a new one."
CURE = "Keep a dict from station to its zone and merge the smaller set into the larger one."


def make(rng, size):
    names = [f"St. {rng.choice('ABCDEFG')}{i}" for i in range(size)]
    rng.shuffle(names)
    paths = []
    for _ in range(int(size * rng.choice([0.4, 0.8, 1.2]) if size < 1000 else size)):
        a = rng.randrange(size)
        b = min(size - 1, max(0, a + rng.randint(-6, 6)))
        paths.append((names[a], names[b]))
    if rng.random() < 0.04:
        paths.append((names[0], "St. Nowhere"))
    return names, paths
