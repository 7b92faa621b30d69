TARGET = "suggest_friends"
SIZES = (5, 25, 150)
FAULT = "candidates.count(name) goes through all candidates for every different name, and `other in direct` scans the list of own friends for every friend of a friend."
CURE = "Count the candidates once with a Counter and test membership in a set of the own friends."


def make(rng, size):
    everyone = [f"member{n}" for n in range(size * 22 + 3)]
    user = everyone[0]
    direct = rng.sample(everyone[1:], size)
    friends = {user: direct}
    for friend in direct:
        if rng.random() < 0.05:
            continue
        friends[friend] = [user] + rng.choices(everyone, k=rng.randint(2, size // 2 + 3))
    return user, friends, rng.choice([5, 20, 100])
