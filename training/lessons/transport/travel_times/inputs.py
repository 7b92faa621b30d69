TARGET = "RoadMap.travel_times"
SIZES = (8, 60, 3500)
FAULT = "In each round all places reached so far are gone through by min to find the nearest one."
CURE = "Take the nearest place from a heap of (minutes, place) and skip entries of places that are already settled."


def make(rng, size):
    places = [f"P{i}" for i in range(size)]
    rng.shuffle(places)
    roads = {place: [] for place in places}
    for place in places:
        for other in rng.sample(places, min(size - 1, rng.randint(1, 7))):
            roads[place].append((other, rng.choice([0, 1, 2.5, 5, 7.1, 12]), rng.choice([30, 50, 70, 100])))
    limit = rng.choice([None, None, 4, 15]) if size < 1000 else None
    return (roads,), (places[0], limit)
