"""Planning of the nightly jobs: which jobs can run together, wave by wave."""


def describe(waves):
    return "\n".join("%d: %s" % (n, ", ".join(wave)) for n, wave in enumerate(waves, 1))


def plan_waves(jobs, needs):
    """Split the jobs into waves; each job runs after all jobs that it needs.

    jobs is a list of names, needs maps a name to the names it waits for.
    Inside a wave the jobs keep their order in the list.
    """
    if len(set(jobs)) != len(jobs):
        raise ValueError("a job is listed twice")
    waves = []
    position = {job: i for i, job in enumerate(jobs)}
    followers = {job: [] for job in jobs}
    waiting = {}
    for job in jobs:
        wanted = set(needs.get(job, ()))
        waiting[job] = len(wanted)
        for need in wanted:
            followers.setdefault(need, []).append(job)
    wave = [job for job in jobs if waiting[job] == 0]
    while wave:
        waves.append(wave)
        ready = []
        for job in wave:
            for follower in followers[job]:
                waiting[follower] -= 1
                if waiting[follower] == 0:
                    ready.append(follower)
        wave = sorted(ready, key=position.get)
    remaining = [job for job in jobs if waiting[job]]
    if remaining:
        raise ValueError("these jobs can never start: " + ", ".join(sorted(remaining)))
    return waves
