TARGET = "Directory.members"
SIZES = (6, 50, 700)
FAULT = "For every entry the list of users found so far, or the list of groups seen so far, is scanned by `not in`."
CURE = "Keep the seen groups in a set and the users as keys of a dict, which keeps their order."


def make(rng, size):
    names = [f"team-{i}" for i in range(size)]
    people = [f"u{rng.randrange(10 ** 6):06d}" for _ in range(size * 4)]
    groups = {}
    for i, name in enumerate(names):
        entries = rng.sample(people, rng.randrange(2, 12))
        for _ in range(rng.randrange(1, 4)):
            entries.insert(rng.randrange(len(entries)), "@" + (rng.choice(names) if rng.random() < 0.95 else "legacy"))
        groups[name] = entries
    disabled = rng.sample(people, max(1, len(people) // 30))
    return (groups, disabled), (names[0],)
