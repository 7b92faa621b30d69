TARGET = "unusual_pairs"
SIZES = (5, 25, 150)
FAULT = "For every cell of the matrix the sum of its column is computed again."
CURE = "Compute the sums of all columns once before the loops."


def make(rng, size):
    hosts = [f"10.0.{i // 250}.{i % 250}" for i in range(size)]
    weight = [rng.choice([0, 1, 1, 2, 10]) for _ in hosts]
    matrix = []
    for i in range(size):
        row = []
        for j in range(size):
            count = weight[i] * rng.randrange(0, 12) * (1 + weight[j])
            if rng.random() < 0.02:
                count += 400
            row.append(count)
        matrix.append(row)
    return hosts, matrix, rng.choice([1.5, 2.0, 3.0]), rng.choice([10, 50])
