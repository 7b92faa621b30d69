TARGET = "common_departures"
SIZES = (1, 4, 70)
FAULT = "The next common departure is looked for minute by minute up to four weeks ahead."
CURE = "Compute it as the least common multiple of the headways by math.lcm."


def make(rng, size):
    corridors = {}
    for i in range(size):
        choices = rng.choice([[5, 6, 10, 12, 15, 20, 30], [7, 11, 13, 17, 19, 23, 29], [8, 9, 14, 25, 27]])
        corridors[f"corridor {i}"] = [rng.choice(choices) for _ in range(rng.randint(1, 6))]
    if rng.random() < 0.05 and size < 10:
        corridors["closed"] = rng.choice([[], [10, 0]])
    return (corridors,)
