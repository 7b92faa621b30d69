TARGET = "plan_waves"
SIZES = (8, 60, 700)
FAULT = "For every wave all targets are scanned again for those that are ready, and each name is searched for in the list of finished ones."
CURE = "Count the unmet needs of each target once, lower the counts of its users when a target is finished, and collect those that reach zero; keep the finished names in a set."


def make(rng, size):
    names = [f"{rng.choice(['lib', 'svc', 'tool', 'gen'])}_{i}" for i in range(size)]
    targets = {}
    for i, name in enumerate(names):
        low = max(0, i - 8)
        needs = [names[rng.randrange(low, i)] for _ in range(rng.randrange(0, 4))] if i and rng.random() < 0.97 else []
        targets[name] = needs
    order = names[:]
    rng.shuffle(order)
    targets = {name: targets[name] for name in order}
    if size < 100 and rng.random() < 0.2:
        targets[names[0]].append(rng.choice(names[1:]) if rng.random() < 0.7 else "missing")
    return (targets,)
