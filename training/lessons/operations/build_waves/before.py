"""Plan which build targets can be compiled in parallel."""


class BuildError(Exception):
    pass


def plan_waves(targets):
    """Split the targets into waves that only need targets of earlier waves.

    `targets` maps a target name to the list of names it needs. The names in
    each wave are in alphabetical order.
    """
    for name, needs in targets.items():
        for need in needs:
            if need not in targets:
                raise BuildError(f"{name} needs unknown target {need}")

    waves = []
    done = []
    while len(done) < len(targets):
        ready = []
        for name, needs in targets.items():
            if name not in done and all(need in done for need in needs):
                ready.append(name)
        if not ready:
            stuck = sorted(name for name in targets if name not in done)
            raise BuildError("circular dependency: " + ", ".join(stuck))
        waves.append(sorted(ready))
        done.extend(ready)
    return waves
