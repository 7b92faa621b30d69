TARGET = "strong_cells"
SIZES = (3, 12, 320)
FAULT = "For each cell the sums of its whole row and its whole column are computed again."
CURE = "Compute the sums of all rows and all columns once before the loops."


def make(rng, size):
    rows = rng.randrange(1, size + 1) if size < 100 else size
    columns = rng.randrange(1, size + 1) if size < 100 else 50
    table = []
    for _ in range(rows):
        table.append([rng.choice([0, round(rng.uniform(0, 900), 2), round(rng.uniform(0, 900), 2), round(-rng.random() * 50, 2)]) if rng.random() < 0.8 else 7.5 for _ in range(columns)])
    return [f"region {n}" for n in range(rows)], [f"group {n}" for n in range(columns)], table, rng.choice([0.4, 1.0, 20.0] if size >= 100 else [1.0, 10.0, 20.0])
