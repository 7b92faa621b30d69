TARGET = "ReviewDesk.work_off"
SIZES = (8, 80, 3500)
FAULT = "The list of waiting posts is sorted again after every flagged post, and the first one is taken off by pop(0)."
CURE = "Keep the waiting posts in a heap by heappush and heappop, and sort only what is left at the end."


def make(rng, size):
    events = []
    for n in range(size):
        if rng.random() < 0.06:
            events.append(("shift", rng.choice([0, 15, 30, 45])))
        else:
            reason = rng.choice(["spam", "spam", "insult", "threat", "other"])
            events.append(("flag", f"post{rng.randrange(size)}", reason))
    return (["mia", "tom", "ada"][: rng.randint(1, 3)],), (events,)
