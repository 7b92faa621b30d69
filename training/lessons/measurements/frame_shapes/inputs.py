TARGET = "frame_shapes"
SIZES = (24, 20000, 4000000)
FAULT = "Every number up to the number of pixels is tried as a divisor."
CURE = "Try divisors only up to the square root and take the large ones as their partners."


def make(rng, size):
    depth = rng.choice([1, 2, 4])
    rows = max(1, int(size ** 0.5) - rng.randrange(0, max(1, int(size ** 0.5) // 4)))
    columns = rows if rng.random() < 0.2 else max(1, size // rows)
    return rows * columns * depth, depth, rng.choice([1.5, 3.0, 1e9])
