TARGET = "gateway_peak"
SIZES = (8, 80, 2000)
FAULT = "For every session all sessions are looked at to count those open at its start."
CURE = "Sort the opening and the closing times once and get the number of open sessions as the difference of two bisect_right positions."


def make(rng, size):
    from work import Session

    span = max(40, size * 30)
    sessions = []
    for _ in range(size):
        start = rng.randrange(span)
        length = 0 if rng.random() < 0.05 else int(rng.expovariate(1 / 900))
        sessions.append(Session(f"user{rng.randrange(size)}", start, start + length))
    if size < 20 and rng.random() < 0.1:
        sessions.append(Session("clock", 50, 40))
    return sessions, rng.choice([2, 15, 30])
