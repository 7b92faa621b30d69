"""Order of the processing steps of a reduction pipeline."""


def run_order(steps):
    """steps maps a step to the steps whose results it needs.

    Among the steps that can run, the one that was declared first goes next.
    """
    for name, needs in steps.items():
        for need in needs:
            if need not in steps:
                raise ValueError(f"{name} needs unknown step {need}")
    order = []
    done = set()
    waiting = list(steps)
    while waiting:
        for name in waiting:
            if all(need in done for need in steps[name]):
                break
        else:
            raise ValueError("circular: " + ", ".join(waiting))
        waiting.remove(name)
        done.add(name)
        order.append(name)
    return order


def describe(steps):
    return " -> ".join(run_order(steps))
