TARGET = "delayed_trains"
SIZES = (5, 30, 400)
FAULT = "The train numbers are sorted, escaped and joined to a pattern again for every line of the ticker."
CURE = "Build the pattern once before the loop over the lines."


def make(rng, size):
    trains = [f"{rng.choice(['IC', 'ICE', 'RE', 'EC'])} {rng.randrange(1, 3000)}" for _ in range(size)]
    trains += [f"S{i}" for i in range(1, 9)]
    rng.shuffle(trains)
    ticker = []
    for i in range(size):
        who = rng.choice(trains) if rng.random() < 0.6 else f"RB {rng.randrange(100)}"
        if rng.random() < 0.2:
            who += " and " + rng.choice(trains)
        ticker.append(rng.choice([f"{who} +{rng.randrange(90)} min", f"{who}: signal fault, +{rng.randrange(90)}min", f" {who} cancelled"]))
    return ticker, trains
