TARGET = "mergeable"
SIZES = (8, 60, 1500)
FAULT = "Every stop is compared with all later stops although only those in the neighbourhood can be within reach."
CURE = "Put the stops into square cells of side reach and compare a stop only with the later ones in its own and the eight neighbouring cells."


def make(rng, size):
    from work import Stop
    side = max(20, int(40 * size ** 0.5))
    stops = []
    for i in range(size):
        lines = frozenset(rng.sample(range(1, 12), rng.randint(1, 3)))
        stops.append(Stop(f"H{i:04d}", rng.randint(-side, side), rng.randint(-side, side), lines))
    return stops, rng.randint(15, 40)
