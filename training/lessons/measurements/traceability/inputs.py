TARGET = "TraceabilityMap.levels"
SIZES = (3, 7, 15)
FAULT = "level computes the depth of the same standard again for every path that leads to it."
CURE = "Remember the levels found so far in a dict of the call."


def make(rng, size):
    width = 3
    layers = [["P%d" % i for i in range(width)]]
    pairs = [(name, []) for name in layers[0]]
    for depth in range(1, size + 1):
        layer = []
        for i in range(width):
            name = "L%02d-%d" % (depth, i)
            picks = rng.sample(layers[-1], 2)
            if rng.random() < 0.2:
                picks.append(rng.choice(rng.choice(layers)))
            if rng.random() < 0.05:
                picks.append("external")
            pairs.append((name, picks))
            layer.append(name)
        layers.append(layer)
    rng.shuffle(pairs)
    return (dict(pairs),), (rng.choice([None, size // 2]),)
