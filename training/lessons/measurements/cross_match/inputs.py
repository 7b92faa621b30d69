TARGET = "CrossMatch.objects"
SIZES = (8, 100, 2000)
FAULT = "For every link the list of groups is scanned for the groups of both ids, and the merged group is searched and removed from it."
CURE = "Keep for each id its group in a dict and move the members of the smaller group to the larger one."


def make(rng, size):
    ids = ["%s%05d" % (rng.choice(["gaia", "2m", "sdss"]), i) for i in range(size)]
    detections = [(d, round(rng.uniform(8, 20), 1)) for d in ids]
    links = []
    for _ in range(size):
        k = rng.randrange(size)
        if rng.random() < 0.9:
            links.append((ids[k], ids[min(size - 1, k + rng.randint(0, 3))]))
        else:
            links.append((rng.choice(ids), ids[k]))
    return (detections,), (links,)
