TARGET = "busy_hours"
SIZES = (6, 60, 1500)
FAULT = "For every admission hour all stays are filtered to count those that cover the hour."
CURE = "Sort the admission and the discharge hours once and count with bisect: arrivals up to the hour minus departures up to the hour."


def make(rng, size):
    from work import Stay
    stays = []
    for n in range(size):
        admitted = rng.randrange(size * 2 + 4)
        length = rng.choice([0, 1, 4, 24, rng.randint(0, 200)])
        stays.append(Stay(f"p{n}", admitted, admitted + length))
    if size < 100 and rng.random() < 0.05:
        stays.append(Stay("typo", 9, 3))
    return stays, rng.choice([1, 5, max(1, size // 15)])
