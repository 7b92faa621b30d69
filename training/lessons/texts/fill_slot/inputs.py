TARGET = "fill_slot"
SIZES = (6, 50, 2200)
FAULT = "For every track all later tracks are tried to find one that makes up the length of the slot."
CURE = "Note the last position of each length in a dict and search the later tracks only when the missing length is among them."


def make(rng, size):
    def track(n, seconds):
        t = {"title": f"Track {n}", "length": f"{seconds // 60}:{seconds % 60:02d}", "artist": rng.choice("ABCD")}
        if rng.random() < 0.1:
            t["explicit"] = True
        return t

    # lengths that are multiples of three, but for a few near the end
    step = 3 if size > 10 else 15
    tracks = [track(n, step * rng.randint(90 // step, 300 // step)) for n in range(size)]
    target = step * rng.randint(360 // step, 480 // step)
    if size > 10 and rng.random() < 0.8 or size > 500:
        target += 2 if target % 3 == 0 else 0
        for n in range(size - size // 10, size):
            if rng.random() < 0.05:
                seconds = 3 * rng.randint(50, 100) + 1
                tracks[n] = track(n, seconds)
                if rng.random() < 0.5:
                    tracks[rng.randrange(n, size)] = track(n, target - seconds)
    return tracks, f"{target // 60}:{target % 60:02d}", rng.choice([True, False])
