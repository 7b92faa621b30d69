TARGET = "overtakings"
SIZES = (8, 60, 1600)
FAULT = "Every barge is compared with all barges that started after it to count those that arrived earlier."
CURE = "Go from the last starter to the first with a sorted list of the arrivals so far and count by bisect_left and insort."


def make(rng, size):
    from work import Passage
    fleet = []
    for i in range(size):
        departed = rng.randrange(0, size * 2) / 4
        fleet.append(Passage(f"B{rng.randrange(size)}", departed, departed + rng.randrange(8, 60 + size) / 4))
    if rng.random() < 0.04 and size < 1000:
        fleet.append(Passage("Ghost", 10.0, 9.5))
    return (fleet,)
