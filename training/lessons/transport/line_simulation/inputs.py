TARGET = "simulate"
SIZES = (5, 30, 900)
FAULT = "The whole list of events is sorted again for every event, and the event is then taken from the front of the list."
CURE = "Keep the events in a heap of (time, running number, ...) and use heappop and heappush."


def make(rng, size):
    parts = [(rng.choice("ABC") + str(i), rng.randrange(0, size * 2)) for i in range(size)]
    stations = [rng.randint(1, 6) for _ in range(rng.randint(3, 5))]
    return parts, stations
