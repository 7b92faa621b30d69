"""Order of the processing steps of a reduction pipeline."""

import heapq


def run_order(steps):
    """steps maps a step to the steps whose results it needs.

    Among the steps that can run, the one that was declared first goes next.
    """
    for name, needs in steps.items():
        for need in needs:
            if need not in steps:
                raise ValueError(f"{name} needs unknown step {need}")
    order = []
    names = list(steps)
    missing = [len(set(steps[name])) for name in names]
    users = {name: [] for name in names}
    for i, name in enumerate(names):
        for need in set(steps[name]):
            users[need].append(i)
    ready = [i for i, n in enumerate(missing) if n == 0]
    while ready:
        name = names[heapq.heappop(ready)]
        order.append(name)
        for i in users[name]:
            missing[i] -= 1
            if missing[i] == 0:
                heapq.heappush(ready, i)
    if len(order) < len(names):
        waiting = [name for i, name in enumerate(names) if missing[i]]
        raise ValueError("circular: " + ", ".join(waiting))
    return order


def describe(steps):
    return " -> ".join(run_order(steps))
