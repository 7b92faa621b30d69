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
    done = set()
    remaining = list(jobs)
    while remaining:
        wave = []
        for job in remaining:
            if all(need in done for need in needs.get(job, ())):
                wave.append(job)
        if not wave:
            raise ValueError("these jobs can never start: " + ", ".join(sorted(remaining)))
        waves.append(wave)
        done.update(wave)
        remaining = [job for job in remaining if job not in done]
    return waves
