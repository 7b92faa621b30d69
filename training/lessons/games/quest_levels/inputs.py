TARGET = "timeline"
SIZES = (8, 80, 1600)
FAULT = "For each quest the experience of all quests from the first one on is added up again."
CURE = "Carry the running total through the loop and add only the experience of the current quest."


def make(rng, size):
    day = 1
    quests = []
    for _ in range(size):
        day += rng.choice([0, 0, 1, 2])
        quests.append({"day": day, "xp": rng.choice([5, 10, 10, 25, rng.randint(1, 90)]), "failed": rng.random() < 0.2})
    return quests, rng.choice([0, 0, 10, 33])
