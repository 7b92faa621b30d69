TARGET = "competition"
SIZES = (8, 100, 1100)
FAULT = "For every tree the distance to every other tree of the plot is computed."
CURE = "Put the trees into grid cells at least as wide as the radius once and compare only with the nine cells around."


def make(rng, size):
    from work import Tree

    side = int(150 * size ** 0.5) + 200
    trees = []
    for i in range(size):
        x, y = rng.randrange(-side, side), rng.randrange(-side, side)
        if trees and rng.random() < 0.05:
            x, y = trees[-1].x + rng.choice([0, 300]), trees[-1].y + rng.choice([0, 400])
        trees.append(Tree("T%d" % i, x, y, rng.randrange(200, 3500, 50)))
    return trees, rng.choice([300, 500, 450.5])
