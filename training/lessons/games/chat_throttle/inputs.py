TARGET = "Throttle.replay"
SIZES = (8, 80, 4000)
FAULT = "At each message the history of all users is filtered for entries within the window, and then filtered again for the user."
CURE = "Keep a deque of seconds per user and drop only the expired ones from its front."


def make(rng, size):
    users = [f"user{n}" for n in range(max(2, size // 20))]
    span = size if size < 1000 else size // 2
    messages = [(rng.randrange(span), rng.choice(users), rng.choice(["hi", "gg", "lol", "who?"])) for _ in range(size)]
    return (rng.randint(1, 4), rng.choice([1, 5, 30]) if size < 1000 else 300), (messages,)
