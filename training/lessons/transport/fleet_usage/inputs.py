TARGET = "fleet_usage"
SIZES = (10, 80, 3000)
FAULT = "For every car all trips are counted by cars.count, and the number of assigned trips is determined again by building a filtered list."
CURE = "Count the trips of all cars once in a dict and compute the number of assigned trips once before the loop."


def make(rng, size):
    cars = [f"B-{rng.randrange(10000)}" for _ in range(max(2, size // 4))]
    trips = [(rng.choice(cars) if rng.random() < 0.95 else "", rng.randint(1, 300)) for _ in range(size)]
    return trips, rng.randint(1, 5)
