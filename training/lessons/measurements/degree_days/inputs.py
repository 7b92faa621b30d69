TARGET = "DegreeDayLog.load"
SIZES = (12, 600, 30000)
FAULT = "The date text of every reading is parsed with strptime although the same few dates come again and again."
CURE = "Keep the parsed dates of the call in a dict by their text and parse only new texts."


def make(rng, size):
    readings = []
    n_days = max(2, min(60, size // 8))
    for i in range(size):
        day = i * n_days // size
        stamp = "%02d.%02d.2023 %02d:%02d" % (1 + day % 28, 4 + day // 28, rng.randrange(24), rng.choice([0, 30]))
        celsius = rng.choice([None, -99.9]) if rng.random() < 0.03 else round(rng.gauss(12, 8), 1)
        readings.append((stamp, celsius))
    return (rng.choice([5.0, 10.0]), 30.0), (readings,)
