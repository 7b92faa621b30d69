TARGET = "audit_changes"
SIZES = (5, 50, 700)
FAULT = "For every event the three roster lists are joined into a new list, which is then scanned for the user, and admins is scanned once more for destructive actions."
CURE = "Make a set of the admins and a set of all allowed users once before the loop and test membership in them."


def make(rng, size):
    people = [f"{rng.choice('abcdefghij')}.{rng.choice(['meyer', 'novak', 'silva', 'khan'])}{i}" for i in range(size * 3)]
    rng.shuffle(people)
    admins = people[:size]
    operators = people[size // 2:size * 2]
    oncall = people[size * 2:] + rng.sample(people, min(3, len(people)))
    events = []
    for i in range(size * 8):
        roll = rng.random()
        if roll < 0.03:
            user = rng.choice([None, "", "  "])
        elif roll < 0.12:
            user = f"contractor{rng.randrange(30)}"
        else:
            user = rng.choice(people)
            if rng.random() < 0.2:
                user = " " + user.title()
        events.append({"id": 1000 + i, "user": user, "action": rng.choice(["restart", "scale", "delete", "purge", "deploy"])})
    return events, admins, operators, oncall
