TARGET = "smooth_counts"
SIZES = (15, 400, 12000)
FAULT = "For every sample the window around it is sliced out of counts and summed anew."
CURE = "Build the integer prefix sums of counts once and take each window sum as a difference of two of them."


def make(rng, size):
    level = 2000
    counts = []
    for _ in range(size):
        level += rng.randint(-30, 30)
        counts.append(max(0, min(4095, level + rng.randint(-200, 200))))
    return counts, max(1, size // 10)
