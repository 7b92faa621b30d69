TARGET = "choose_guides"
SIZES = (9, 120, 1500)
FAULT = "For every star to choose the whole pool is searched for the brightest one, which is then searched again to remove it."
CURE = "Sort the pool once by falling flux and go through it in order."


def make(rng, size):
    from work import Star

    stars = []
    for i in range(size):
        flux = round(rng.paretovariate(1.5), rng.choice([0, 1, 3]))
        stars.append(Star("HD%d" % rng.randrange(size * 3), flux, rng.random() < 0.2, rng.random() < 0.15))
        if rng.random() < 0.03:
            stars.append(Star(stars[-1].ident, stars[-1].flux, stars[-1].variable, stars[-1].double))
    return stars, size // 2, rng.choice([0.0, 1.2])
