TARGET = "FloodGuard.review"
SIZES = (8, 80, 2600)
FAULT = "For every message the whole history of all users is filtered again for the recent messages of its user."
CURE = "Keep a deque of accepted times per user and drop times older than the window from its front."


def make(rng, size):
    users = [f"user{i}" for i in range(max(2, size // 60))] + ["bot"]
    messages = []
    now = 0
    for n in range(size):
        now += rng.choice([0, 0, 1, 1, 2, 3, 7])
        user = users[min(int(rng.expovariate(0.4)), len(users) - 1)]
        text = rng.choice(["hi", "lol", "what?", "ok", " ", "see you", "brb"]) + str(n % 9) * (rng.random() < 0.5)
        messages.append((now, user, text))
    for _ in range(size // 10):
        i = rng.randrange(size)
        j = min(size - 1, i + 3)
        messages[i], messages[j] = messages[j], messages[i]
    return (rng.choice([2, 3, 5]), rng.choice([5, 10, 30]), ["bot"]), (messages,)
