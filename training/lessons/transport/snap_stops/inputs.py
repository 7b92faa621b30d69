TARGET = "distinct_stops"
SIZES = (10, 80, 6000)
FAULT = "Whether a place is new is found by searching the growing list of stops for every ping."
CURE = "Keep a set of the places already seen beside the list of stops and test membership in the set."


def make(rng, size):
    places = [(52 + rng.random(), 13 + rng.random()) for _ in range(max(2, size // 2))]
    pings = []
    for i in range(size):
        lat, lon = rng.choice(places)
        pings.append((i * 30, lat + rng.uniform(-1e-5, 1e-5), lon if rng.random() < 0.97 else 999.0,
                      rng.choice([0.0, 0.0, 0.5, 2.0, 25.0])))
    return (pings,)
