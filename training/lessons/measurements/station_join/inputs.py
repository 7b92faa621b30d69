TARGET = "attach_stations"
SIZES = (10, 200, 5000)
FAULT = "For every reading the whole list of stations is scanned for the one with its code."
CURE = "Build a dict from code to the first station with it once before the loop over the readings."


def make(rng, size):
    from work import Reading, Station

    n = max(3, size // 3)
    stations = []
    for i in range(n):
        code = "S%04d" % rng.randrange(n * 2)
        stations.append(Station(code, "Station %d" % i, round(rng.uniform(2, 2400), 1), rng.random() > 0.1))
    codes = [s.code for s in stations]
    readings = []
    for i in range(size):
        code = rng.choice(codes) if rng.random() < 0.9 else "X%02d" % rng.randrange(40)
        roll = rng.random()
        mm = None if roll < 0.05 else -99.0 if roll < 0.08 else round(rng.expovariate(0.5), 1)
        readings.append(Reading(code, rng.randrange(24), mm))
    return readings, stations
