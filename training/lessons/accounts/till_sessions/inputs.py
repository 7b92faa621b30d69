TARGET = "double_logins"
SIZES = (8, 60, 2200)
FAULT = "Although the sessions are ordered by start, each one is compared with all later ones, also those that start after its end."
CURE = "Leave the inner loop at the first session that starts at or after the end of the outer one."


def make(rng, size):
    from work import Session
    cashiers = [f"c{n}" for n in range(3 + size // 100)]
    sessions = []
    for _ in range(size):
        start = rng.randrange(0, 60 + size * 15)
        length = rng.choice([0, 1, 3, rng.randrange(5, 240), rng.randrange(5, 240), -4])
        sessions.append(Session(rng.randrange(1, 8), rng.choice(cashiers), start, start + length))
    return sessions, rng.choice([0, 2, 2, 5])
