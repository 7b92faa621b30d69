TARGET = "georeference"
SIZES = (6, 80, 1600)
FAULT = "For every frame all fixes are gone through to find the one closest in time."
CURE = "Bisect in the sorted list of fix times and compare only the two neighbours, taking the first of equal times."


def make(rng, size):
    from work import Fix

    fixes = []
    ms = rng.randrange(1000)
    for _ in range(size):
        fixes.append(Fix(ms, round(47 + rng.random(), 6), round(8 + rng.random(), 6)))
        ms += rng.choice([0, 100, 100, 200, 200, 400, 2000])
    frames = []
    for i in range(size):
        if rng.random() < 0.3:
            t = rng.choice(fixes).ms + rng.choice([0, 50, -50, 100, -200])
        else:
            t = rng.randrange(-300, ms + 300)
        frames.append(("IMG_%04d.JPG" % (i % (size - size // 10)), t))
    return frames, fixes, rng.choice([300, 500, 2000])
