TARGET = "ChatFilter.screen"
SIZES = (5, 30, 560)
FAULT = "For every message the pattern of every banned word is escaped, built and compiled again."
CURE = "Compile the patterns of the banned words once in a list before the loop over the messages."


def make(rng, size):
    def word():
        return "".join(rng.choices("abdegiklmoprstu", k=rng.randint(4, 9)))
    banned = [word() + rng.choice(["", "", "", " ", "-x", ".y"]) for _ in range(size)]
    if size < 100:
        banned.append(banned[0].upper())
    messages = []
    for _ in range(15 if size > 100 else size * 2):
        words = [rng.choice(banned).strip() if rng.random() < 0.2 else word() for _ in range(rng.randint(0, 9))]
        words = [w.upper() if rng.random() < 0.2 else w for w in words]
        messages.append((rng.choice(["ann", "bob", "cid"]), rng.choice([" ", ", "]).join(words)))
    return (banned, rng.choice(["*", "*", "#"])), (messages,)
