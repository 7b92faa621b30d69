TARGET = "reigns"
SIZES = (6, 60, 2200)
FAULT = "For each result the later ones are copied and scanned for the next better one, which goes far where results decline."
CURE = "Find the next better result of all in one pass with a stack of results that still wait to be beaten."


def make(rng, size):
    from work import Result
    results, week = [], 0
    form = 200 if size < 1000 else size
    for _ in range(size):
        week += rng.choice([0, 1, 1, 3])
        form -= rng.choice([0, 0, 1, 1, 2])
        points = max(0, form + rng.choice([0, 0, -3, 3, rng.randint(-8, 8)]))
        results.append(Result(week, rng.choice(["Ann", "Bob", "Cid", "Dee"]), points))
    if rng.random() < 0.4 and size < 1000:
        rng.shuffle(results)
        results.sort(key=lambda r: r.week)
    return (results,)
