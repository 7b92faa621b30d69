TARGET = "days_since_warmer"
SIZES = (10, 200, 3000)
FAULT = "For every day the days before it are searched backwards until a warmer one turns up."
CURE = "Keep a stack of earlier days with falling temperature, drop those that are not warmer and look at its top."


def make(rng, size):
    temps = []
    for i in range(size):
        if rng.random() < 0.04:
            temps.append(None)
            continue
        season = 30.0 * i / size if i < size * 0.85 else 20.0
        if rng.random() < 8 / size:
            season += rng.choice([0.5, 1.5])
        temps.append(round(season - rng.choice([0.0, 0.0, abs(rng.gauss(0, 0.6))]), 1))
    return (temps,)
