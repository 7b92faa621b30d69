TARGET = "load_shares"
SIZES = (4, 14, 160)
FAULT = "For every cell the sum of its whole row and the sum of its whole column are computed again."
CURE = "Compute the column sums once before the loops and the row sum once for each line."


def make(rng, size):
    lines = [f"L{i}" for i in range(size)]
    weeks = [f"w{j}" for j in range(size + rng.randrange(0, 3))]
    hours = [[rng.choice([0, 0, 8, 16, 37, 40, 80]) for _ in weeks] for _ in lines]
    if rng.random() < 0.05:
        hours[-1].append(1)
    return lines, weeks, hours
