"""Plan which build targets can be compiled in parallel."""


class BuildError(Exception):
    pass


def plan_waves(targets):
    """Split the targets into waves that only need targets of earlier waves.

    `targets` maps a target name to the list of names it needs. The names in
    each wave are in alphabetical order.
    """
    waiting = {}
    users = {}
    for name, needs in targets.items():
        waiting[name] = len(needs)
        for need in needs:
            if need not in targets:
                raise BuildError(f"{name} needs unknown target {need}")
            users.setdefault(need, []).append(name)

    waves = []
    done = set()
    ready = [name for name in targets if not waiting[name]]
    while len(done) < len(targets):
        if not ready:
            stuck = sorted(name for name in targets if name not in done)
            raise BuildError("circular dependency: " + ", ".join(stuck))
        waves.append(sorted(ready))
        done.update(ready)
        ready = []
        for finished in waves[-1]:
            for name in users.get(finished, ()):
                waiting[name] -= 1
                if not waiting[name]:
                    ready.append(name)
    return waves
