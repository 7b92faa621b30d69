TARGET = "yard_report"
SIZES = (8, 60, 1600)
FAULT = "For every arrival all visits are gone through again to count the trucks that are inside at that minute."
CURE = "Sort the arrival and the leaving times once and get the number inside as the difference of two bisections."


def make(rng, size):
    from work import Visit
    visits = []
    for i in range(size):
        arrived = rng.randrange(0, 1400)
        visits.append(Visit(f"T{i:04d}", arrived, arrived + rng.choice([0, 5, 20, 45, 90, 200])))
    if rng.random() < 0.05 and size < 1000:
        visits.append(Visit("ERR", 100, 90))
    return visits, max(1, size // 20)
