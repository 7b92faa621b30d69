TARGET = "finish_times"
SIZES = (3, 6, 11)
FAULT = "finish computes the finishing time of a needed stage again for every stage and every way that leads to it."
CURE = "Keep the finishing times already computed in a dict local to the call and return them from there."


def make(rng, size):
    from work import Stage

    stages = []
    previous = []
    for level in range(size):
        current = []
        for i in range(4):
            name = f"{rng.choice(['extract', 'join', 'check', 'publish'])}_{level}_{i}"
            needs = rng.sample(previous, 3) if previous else []
            stages.append(Stage(name, rng.choice([30, 60, 60, 300, rng.randrange(1, 1000)]), needs))
            current.append(name)
        previous = current
    rng.shuffle(stages)
    if size < 6 and rng.random() < 0.1:
        stages[0].needs.append("missing")
    return stages, rng.choice([0, 7200])
