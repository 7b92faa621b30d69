TARGET = "finish_times"
SIZES = (3, 10, 600)
FAULT = "The clock is moved forward minute by minute through working and closed time."
CURE = "Move the clock in one step to the end of the job or of the shift, or to the next opening."


def make(rng, size):
    jobs = [(f"job {i}", rng.choice([0, 15, 45, 240, 510, 1000, rng.randint(1, 3000)])) for i in range(size)]
    return jobs, rng.choice([0, 450, 959, 960, 1000, 449, rng.randrange(20000)])
