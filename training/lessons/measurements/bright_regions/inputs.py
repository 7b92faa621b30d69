TARGET = "bright_regions"
SIZES = (4, 12, 48)
FAULT = "The visited pixels are kept in a list, which is scanned for each pixel and each of its neighbours."
CURE = "Keep the visited pixels in a set."


def make(rng, size):
    image = [[rng.randrange(0, 90) for _ in range(size)] for _ in range(size + 2)]
    for _ in range(max(2, size // 4)):
        r, c = rng.randrange(size), rng.randrange(size)
        reach = rng.randint(1, max(1, size // 5))
        for i in range(max(0, r - reach), min(size + 2, r + reach + 1)):
            for j in range(max(0, c - reach), min(size, c + reach + 1)):
                image[i][j] += rng.randrange(60, 120)
    return image, 70, rng.choice([1, 2, 4])
