TARGET = "chi_square"
SIZES = (3, 15, 130)
FAULT = "For every cell the sum of its row and the sum of its column are computed again."
CURE = "Compute the row sums and the column sums once before the loops."


def make(rng, size):
    table = []
    for _ in range(size + rng.randrange(2)):
        level = rng.choice([0, 5, 20])
        table.append([rng.randrange(level + 1) for _ in range(size)])
    table[0][0] += rng.choice([1, 60])
    if rng.random() < 0.3:
        table = [[value * 0.1 for value in row] for row in table]
    return table, rng.choice([2.0, 4.0])
