"""Dry run of the fair deploy queue: every service updates a few hosts, then waits its turn again."""
from collections import deque


def simulate_rollout(services, batch, frozen=()):
    """services: list of (name, number of hosts). Returns finishing order, turns and untouched services."""
    if batch < 1:
        raise ValueError("batch must be positive")
    queue = deque()
    skipped = []
    for name, hosts in services:
        if name in frozen or hosts == 0:
            skipped.append(name)
        else:
            queue.append((name, hosts))

    finished = []
    turns = 0
    updated = 0
    while queue:
        name, hosts = queue.popleft()
        step = min(batch, hosts)
        turns += 1
        updated += step
        if hosts > step:
            queue.append((name, hosts - step))
        else:
            finished.append((name, turns))
    return {"finished": finished, "turns": turns, "updated": updated, "skipped": skipped}
