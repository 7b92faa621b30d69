from datetime import date

TARGET = "look_ahead"
SIZES = (8, 60, 3000)
FAULT = "For every day the following days are walked through until a heavier one comes, far ahead again and again when the loads fall."
CURE = "Go through the loads once with a stack of the days that still wait for a heavier day."


def make(rng, size):
    tonnes = [round(3 * (size - i) + rng.uniform(0, 12), 1) if i % 50 else float(rng.randrange(1, 20)) for i in range(size)]
    if rng.random() < 0.3 and size < 1000:
        tonnes = [rng.randint(1, 8) for _ in range(size)]
    return date(2024, 1, 1), tonnes, rng.choice([5, 60.0, 3 * size])
