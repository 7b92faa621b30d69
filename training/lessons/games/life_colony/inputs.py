TARGET = "evolve"
SIZES = (6, 30, 280)
FAULT = "Whether a cell or a neighbour is alive is looked up in the list of cells, which is scanned for each of the neighbours of each candidate."
CURE = "Make a set of the cells in each generation and test membership in that."


def make(rng, size):
    width = max(3, int((size * 3) ** 0.5))
    colony = [(rng.randrange(-width, width // 2 + 1), rng.randrange(width)) for _ in range(size)]
    return colony, (rng.randint(0, 6) if size < 100 else 4)
