TARGET = "Discussion.branch_report"
SIZES = (8, 80, 1600)
FAULT = "For every comment its whole branch of replies is weighed again by recursion, with the texts split anew."
CURE = "Remember the weight of each comment by its id within the call."

AUTHORS = ["ann", "bob", "cy", "dora", "eve"]
WORDS = "yes no I think that this is wrong because nobody asked them about it".split()


def make(rng, size):
    from work import Comment

    comments = []
    depth = {}
    for n in range(1, size + 1):
        roll = rng.random()
        if n == 1 or roll < min(0.03, 4 / size):
            parent = None
        elif roll < min(0.04, 6 / size):
            parent = 10 ** 6 + n
        elif roll < 0.9:
            parent = n - 1
        else:
            parent = rng.randint(max(1, n - 20), n - 1)
        d = depth.get(parent, 0) + 1
        if d > 250:
            parent, d = None, 1
        depth[n] = d
        text = " ".join(rng.choice(WORDS) for _ in range(rng.randint(0, 15)))
        comments.append(Comment(n, parent, rng.choice(AUTHORS), text))
    if rng.random() < 0.5:
        rng.shuffle(comments)
    return (comments,), (rng.choice([0, 0, 10]),)
