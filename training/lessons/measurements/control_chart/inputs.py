TARGET = "out_of_control"
SIZES = (8, 60, 420)
FAULT = "The mean and the standard deviation of all values are computed again for every sample in the loop."
CURE = "Compute stdev(values) and mean(values) once before the loop."


def make(rng, size):
    results = []
    for i in range(size):
        if rng.random() < 0.06:
            value = None
        elif rng.random() < 0.07:
            value = round(rng.gauss(5.4, 0.3) + rng.choice([-1.5, 1.2, 2.0]), 2)
        else:
            value = round(rng.gauss(5.4, 0.3), 2)
        results.append(("QC%03d" % (i % 97), value))
    return results, 1.8, rng.choice([2.5, 3.0])
