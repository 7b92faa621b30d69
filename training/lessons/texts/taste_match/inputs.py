TARGET = "taste_match"
SIZES = (8, 80, 1500)
FAULT = "All pairs of common songs are compared to count those in the other order."
CURE = "Insert the places into a sorted list one after the other and count by bisect the larger ones before."


def make(rng, size):
    songs = [f"song {n}" for n in range(size)]
    theirs = songs[:]
    if rng.random() < 0.5:
        rng.shuffle(theirs)
    mine = songs[:]
    for _ in range(size):
        i, j = rng.randrange(size), rng.randrange(size)
        mine[i], mine[j] = mine[j], mine[i]
    for _ in range(size // 8):
        mine[rng.randrange(size)] = rng.choice(["other tune", "my demo"])
        mine.insert(rng.randrange(size), rng.choice(songs))
        theirs.append(rng.choice(songs))
    return mine, theirs
