TARGET = "burn_report"
SIZES = (15, 150, 12000)
FAULT = "For every window both series are sliced and summed from its start to its end, although the windows overlap."
CURE = "Build running totals of both integer series once and take each window's sums as differences of two of them."


def make(rng, size):
    served = [0 if rng.random() < 0.05 else rng.randrange(200, 3000) for _ in range(size)]
    failed = [min(n, rng.choice([0, 0, 1, 2, rng.randrange(30)])) for n in served]
    windows = []
    for _ in range(max(3, size // 4)):
        start = rng.randrange(size + 2)
        windows.append((start, start + rng.randrange(0, max(2, size // 2))))
    return failed, served, windows
