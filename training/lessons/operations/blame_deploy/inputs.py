TARGET = "errors_by_release"
SIZES = (6, 50, 1000)
FAULT = "For every error the deploy history is walked from its beginning up to the time of the error."
CURE = "Take the list of the sorted deploy times once and find the live deploy with bisect_right."


def make(rng, size):
    from work import Deploy

    span = size * 40
    deploys = [Deploy(rng.randrange(20, span), f"2.{rng.randrange(size)}.{rng.randrange(10)}", rng.choice(["ina", "max", "oli"])) for _ in range(size)]
    errors = [(rng.randrange(span + 100), rng.choice(["timeout", "500 on /pay", "null user"])) for _ in range(size * 5)]
    return deploys, errors
