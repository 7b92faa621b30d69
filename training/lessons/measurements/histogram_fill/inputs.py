TARGET = "Histogram.fill"
SIZES = (20, 300, 9000)
FAULT = "For every value the bins are tried one after the other until the one that holds it is found."
CURE = "Find the bin with bisect_right on the sorted edges."


def make(rng, size):
    edges = [0.0]
    for _ in range(max(4, size // 15)):
        edges.append(round(edges[-1] + rng.choice([0.25, 0.5, 1.0, 2.5]), 2))
    values = []
    for _ in range(size):
        roll = rng.random()
        if roll < 0.03:
            values.append(rng.choice([None, float("nan"), float("inf")]))
        elif roll < 0.2:
            values.append(rng.choice(edges))
        elif roll < 0.25:
            values.append(-rng.random())
        else:
            values.append(rng.uniform(0, edges[-1] * 1.05))
    return (edges,), (values,)
