TARGET = "best_run"
SIZES = (8, 80, 1800)
FAULT = "A run is measured anew from every one of its keys, though a run begun in the middle can never be the longest."
CURE = "Skip a start whose previous key is a hit, so that each run is measured only from its first key."


def make(rng, size):
    from work import Key
    millis = 0
    keys = []
    mistakes = 0.25 if size < 50 else (0.05 if size < 1000 else 0.001)
    for _ in range(size):
        millis += rng.choice([0, 80, 120, 150, rng.randint(60, 400)])
        expected = rng.choice("etaoinshr ")
        typed = rng.choice("xyz") if rng.random() < mistakes else expected
        keys.append(Key(expected, typed, millis))
    return (keys,)
