TARGET = "Battle.play"
SIZES = (5, 40, 2000)
FAULT = "The whole timeline list is sorted again on every turn to find the next fighter."
CURE = "Keep the timeline as a heap: heapify once, heappop the next fighter and heappush the fighter's next time."


def make(rng, size):
    from work import Fighter
    fighters = [Fighter(f"F{n}", rng.choice([8, 10, 10, 12, 15, 25, rng.randint(1, 60)]), rng.randint(1, 6)) for n in range(size)]
    return (fighters,), (size + rng.randint(0, size),)
