TARGET = "RoomCalendar.book_all"
SIZES = (10, 60, 1300)
FAULT = "For each request and room the long list of taken slots is searched for the slot."
CURE = "Make a set of the taken slots once, test against it and add each new booking to both."


def make(rng, size):
    rooms = [f"room {c}" for c in "ABCDE"[:rng.randint(1, 4)]] if size < 1000 else ["Oak", "Elm", "Ash"]
    days = max(1, size // 20)
    taken = list(dict.fromkeys((rng.choice(rooms), rng.randrange(days), rng.randrange(8, 18)) for _ in range(size // 2)))
    requests = [(f"p{rng.randrange(50)}", rng.randrange(days), rng.randrange(7, 19)) for _ in range(size)]
    return (rooms, taken), (requests,)
