TARGET = "chi_square"
SIZES = (3, 8, 130)
FAULT = "The sum of the row and the sum of the column are computed again for every single cell."
CURE = "Compute the row sum once per row and a list of all column sums once before the loops."


def make(rng, size):
    rows, columns = (rng.randint(1, size), rng.randint(1, size)) if size < 100 else (size, size)
    table = [[rng.choice([0, 1, rng.randrange(30)]) for _ in range(columns)] for _ in range(rows)]
    if rng.random() < 0.1:
        table[0] = [0] * columns
    if rng.random() < 0.05:
        table.append([1] * (columns + 1))
    labels = [f"class {n}" for n in range(rows + 1)] if rng.random() < 0.5 else None
    return table, labels
