TARGET = "rendered_size"
SIZES = (4, 8, 16)
FAULT = "A template that is included from several places is measured again, with all its includes, for each of them."
CURE = "Remember the measured size and depth by template name within the call."

TEXTS = ["Dear customer, ", "<hr>", "Regards\n", "", "Unsubscribe here. ", "{name} "]


def make(rng, size):
    layers = []
    for n in range(size):
        layers.append([f"part{n}.{c}" for c in "ab"])
    templates = {}
    for n, names in enumerate(layers):
        for name in names:
            parts = [rng.choice(TEXTS) for _ in range(3)]
            if n + 1 < size:
                parts += ["{{> %s}}" % rng.choice(layers[n + 1]) for _ in range(2)]
                if size < 10 and rng.random() < 0.04:
                    parts.append("{{>%s}}" % rng.choice([names[0], "gone", layers[0][0], layers[-1][1]]))
            rng.shuffle(parts)
            templates[name] = "".join(parts)
    return templates, rng.choice(layers[0]), rng.choice([None, 1000])
