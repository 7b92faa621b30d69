TARGET = "agreement"
SIZES = (7, 70, 2200)
FAULT = "All pairs of common songs are compared to count those in swapped order."
CURE = "Keep the places seen so far in a sorted list and count those greater than the current place with bisect_right, then insort it."


def make(rng, size):
    songs = [f"song{n}" for n in range(size)]
    listened = songs[:]
    for _ in range(size // 2):
        i, j = rng.randrange(size), rng.randrange(size)
        listened[i], listened[j] = listened[j], listened[i]
    listened = listened[:size - rng.randint(0, size // 10)] + rng.choices(songs, k=size // 10)
    recommended = songs[:]
    if rng.random() < 0.3:
        rng.shuffle(recommended)
    recommended.insert(rng.randrange(size), "new song")
    if rng.random() < 0.4:
        recommended.append(rng.choice(songs))
    return recommended, listened
