TARGET = "friend_circles"
SIZES = (8, 70, 3200)
FAULT = "For every friendship all circles found so far are searched for the two members, and the merged circle is built anew."
CURE = "Keep a dict from each member to the circle set, look both up, and pour the smaller circle into the larger one."


def make(rng, size):
    members = [f"user{n}" for n in range(size * 2 + 2)]
    rng.shuffle(members)
    links = []
    for _ in range(size):
        if rng.random() < 0.02:
            a = rng.choice(members)
            links.append((a, a))
        elif links and rng.random() < 0.1:
            links.append(rng.choice(links)[::-1])
        else:
            at = rng.randrange(len(members))
            links.append((members[at], members[(at + rng.randint(1, 3)) % len(members)]))
    return links, rng.choice([1, 2, 2, 3])
