TARGET = "describe_range"
SIZES = (12, 150, 1500)
FAULT = "divisor_sum tries every number below n as a divisor, though divisors come in pairs around the square root."
CURE = "Try divisors only up to isqrt(n) and add the partner n // d as well, unless it is the same."


def make(rng, size):
    low = rng.choice([1, 1, 2, 100, 200, rng.randint(1, 1000)])
    if size > 1000:
        low = rng.randint(500, 1000)
    return low, low + size
