TARGET = "run_outbreak"
SIZES = (6, 40, 500)
FAULT = "Each day the whole population is deep-copied, with contacts and all, although only the status of each person on that morning is read from the copy."
CURE = "Keep only a list of the statuses of that morning and compare morning[number] and morning[other]."


def make(rng, size):
    people = []
    for n in range(size):
        near = [(n + rng.randint(-6, 6)) % size for _ in range(rng.randint(2, 7))]
        status = "sick" if rng.random() < 0.08 else ("immune" if rng.random() < 0.1 else "healthy")
        people.append({"name": f"Person {n}", "status": status, "days_sick": rng.randrange(3) if status == "sick" else 0,
                       "contacts": near, "address": [f"Street {n % 9}", n % 40]})
    people[0]["status"] = "sick"
    return people, rng.randint(20, 40), rng.choice([5, 9, 14]), rng.choice([1, 1, 2])
