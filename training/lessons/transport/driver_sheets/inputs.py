TARGET = "time_sheets"
SIZES = (8, 80, 8000)
FAULT = "For every driver all trips are filtered again to get the driver's own trips."
CURE = "Group the trips by driver in a dict once before the loop over the drivers."


def make(rng, size):
    from work import Trip
    drivers = [f"driver {i}" for i in range(max(2, size // 20))]
    trips = []
    for _ in range(size):
        driver = rng.choice(drivers) if rng.random() < 0.95 else "guest"
        trips.append(Trip(driver, rng.randint(1, 31), rng.randint(5, 300), round(rng.uniform(1, 200), 1)))
    if rng.random() < 0.05 and size < 1000:
        trips.append(Trip(drivers[-1], 5, -3, 1.0))
    drivers.append("trainee")
    rng.shuffle(drivers)
    return drivers, trips
