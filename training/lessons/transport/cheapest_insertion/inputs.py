TARGET = "plan_round"
SIZES = (6, 16, 90)
FAULT = "For every place of insertion a whole candidate route is built and its full length is summed up."
CURE = "Keep the current length and only add the two new legs and subtract the one they replace."


def make(rng, size):
    stops = [(rng.randint(-20, 20), rng.randint(-20, 20)) for _ in range(size)]
    if size > 3:
        stops[-1] = stops[0]
    return (0, 0), stops, rng.choice([None, 60, 120]) if size < 50 else None
