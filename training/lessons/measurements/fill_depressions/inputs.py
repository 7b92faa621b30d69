TARGET = "fill_depressions"
SIZES = (4, 14, 68)
FAULT = "The whole frontier is sorted again for every cell that is taken from it, and the cell is popped off the front of the list."
CURE = "Keep the frontier as a heap with heapify, heappop and heappush."


def make(rng, size):
    dem = [[rng.randrange(100, 160) for _ in range(size)] for _ in range(size + 1)]
    for r in range(1, size):
        for c in range(1, size):
            dem[r][c] = (dem[r][c] + dem[r - 1][c] + dem[r][c - 1]) // 3 + rng.randrange(4)
    if rng.random() < 0.3:
        dem = [[value * 0.1 for value in row] for row in dem]
    return (dem,)
