TARGET = "plan_waves"
SIZES = (8, 60, 1500)
FAULT = "For every wave all remaining jobs are tested again although only few of them can have become ready."
CURE = "Count the open needs of each job and lower the counts of the followers of a finished wave, so that a job is looked at only when one of its needs ends."


def make(rng, size):
    jobs = [f"job{i}" for i in range(size)]
    needs = {}
    for i, job in enumerate(jobs):
        if i >= 2 and rng.random() < 0.95:
            needs[job] = [jobs[i - rng.randint(1, min(i, 4))] for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.1:
        needs[jobs[1]] = [jobs[-1]]
        needs[jobs[-1]] = [jobs[1]]
    if rng.random() < 0.5:
        rng.shuffle(jobs)
    return jobs, needs
