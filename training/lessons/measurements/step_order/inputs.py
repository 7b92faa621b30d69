TARGET = "run_order"
SIZES = (6, 80, 1000)
FAULT = "For every step to run all waiting steps are checked again from the first one until a ready one is found."
CURE = "Count the missing needs of each step, keep the ready steps in a heap by declared position and update only the users of a finished step."


def make(rng, size):
    names = ["step%04d" % i for i in range(size)]
    rng.shuffle(names)
    steps = {}
    for i, name in enumerate(names):
        later = names[i + 1:i + 40]
        needs = rng.sample(later, min(len(later), rng.choice([0, 1, 1, 2, 3])))
        if i and rng.random() < 0.02 and i < size // 3:
            needs.append(names[-1 - i])
        if needs and rng.random() < 0.05:
            needs.append(needs[0])
        steps[name] = needs
    if rng.random() < 0.1 and size > 6:
        steps[names[-1]] = [names[-5]]
        steps[names[-5]] = [names[-1]]
    return (steps,)
