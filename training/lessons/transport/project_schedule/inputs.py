from datetime import date

TARGET = "Project.schedule"
SIZES = (4, 7, 16)
FAULT = "begin() works out the start of every predecessor again by recursion each time it is asked, so shared predecessors are computed over and over."
CURE = "Keep the begin of each task in a dict inside schedule() and return it when the task is asked for again."


def make(rng, size):
    # size is the number of phases, three tasks each
    durations, predecessors, last = {}, {}, []
    for phase in range(size):
        tasks = [f"{name} {phase}" for name in ("frame", "wiring", "paint")]
        for task in tasks:
            durations[task] = rng.randint(1, 9)
            if last:
                predecessors[task] = rng.sample(last, 2)
        last = tasks
    if rng.random() < 0.05 and size < 10:
        predecessors["frame 0"] = ["permit"]
    names = list(durations)
    rng.shuffle(names)
    durations = {name: durations[name] for name in names}
    return (date(2024, 5, 6), durations, predecessors), ()
