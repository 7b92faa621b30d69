TARGET = "thread_report"
SIZES = (8, 80, 2600)
FAULT = "below() walks the whole subtree of each comment again, although the totals of its replies are computed as well."
CURE = "Remember the (replies, likes) of each comment id in a dict that lives for the call."


def make(rng, size):
    comments = []
    for n in range(size):
        if n == 0 or rng.random() < (0.1 if size < 1000 else 0.0005):
            parent = rng.choice([None, None, 99999])
        else:
            parent = comments[max(0, n - rng.randint(1, 13))]["id"]
        comments.append({"id": n + 1, "parent": parent, "author": f"u{rng.randrange(20)}", "likes": rng.choice([0, 0, 1, 2, 7])})
    if rng.random() < 0.3:
        rng.shuffle(comments)
    return comments, rng.choice([0, 1, 1, 3])
