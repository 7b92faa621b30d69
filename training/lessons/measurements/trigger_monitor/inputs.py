TARGET = "TriggerMonitor.process"
SIZES = (10, 200, 2600)
FAULT = "At every trigger the whole history is filtered for the triggers inside the window."
CURE = "The history is in time order, so find the first trigger inside the window by bisect_right and count from there."


def make(rng, size):
    t = 0.0
    triggers = []
    for _ in range(size):
        t = round(t + rng.choice([0, 0.5, 0.5, 1.5, rng.expovariate(0.1)]), 2)
        triggers.append((t, rng.choice(["ZUR", "BAS", "GEN", "LUG", "SIO"])))
    return (rng.choice([2, 5, 7.5]), rng.choice([3, 4])), (triggers,)
