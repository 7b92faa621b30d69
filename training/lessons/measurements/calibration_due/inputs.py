TARGET = "overdue_report"
SIZES = (5, 40, 500)
FAULT = "For every instrument the due time is advanced interval by interval until it passes now."
CURE = "Compute the number of missed intervals by integer division and add them at once."


def make(rng, size):
    from work import Instrument

    now = 400000 + rng.randrange(1000)
    instruments = []
    for i in range(size):
        interval = rng.choice([5, 10, 15, 30, 60, 1440])
        calibrated = now - rng.randrange(-2000, 200 * size + 500)
        if rng.random() < 0.2:
            calibrated = now - interval * rng.choice([1, 2, 40])
        instruments.append(Instrument("SN%05d" % rng.randrange(99999), calibrated, interval))
    return instruments, now
