TARGET = "read_replay"
SIZES = (5, 60, 30000)
FAULT = "After each record the whole remaining text is copied by slicing it off the front."
CURE = "Keep the text and move a position forward through it (find and slice from pos)."


def make(rng, size):
    parts = []
    players = ["ann", "bob", "cid"]
    for n in range(size):
        if rng.random() < 0.15:
            body = "#" + rng.choice([" good", " why: not?", "", " " + "x" * rng.randint(1, 120)])
        else:
            body = f"{rng.choice(players)} {rng.choice('abcdefgh')}{rng.randint(1, 8)}-{rng.choice('abcdefgh')}{rng.randint(1, 8)}"
        parts.append(f"{len(body)}:{body}")
    if size < 1000:
        odd = rng.random()
        if odd < 0.1:
            parts.insert(rng.randrange(len(parts) + 1), "oops")
        elif odd < 0.2:
            parts.append("40:ann e2")
        elif odd < 0.25:
            parts.append("3:ann")
    return ("".join(parts),)
