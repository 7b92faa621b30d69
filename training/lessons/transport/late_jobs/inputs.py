TARGET = "meeting_list"
SIZES = (10, 80, 2500)
FAULT = "For every place of the list the maximum of all remaining late jobs is searched and the job is removed from the list."
CURE = "Take the worst jobs at once by heapq.nlargest with the same key, which keeps the order of ties."


def make(rng, size):
    from work import Job
    jobs = [
        Job(rng.randrange(size), f"C{rng.randrange(max(2, size // 10))}", rng.randint(-3, 20), rng.choice([5, 10, 50, 100, 400]), rng.random() < 0.1)
        for _ in range(size)
    ]
    count = rng.choice([0, 3, 20, size * 2]) if size < 1000 else 200
    return jobs, count, rng.randint(1, 4)
