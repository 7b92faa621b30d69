"""Which hosts of a pool really have the same packages installed?"""
from dataclasses import dataclass


@dataclass
class Host:
    name: str
    packages: list   # as reported, in no particular order


def drift_groups(hosts, pool):
    """Group the hosts of a pool by their packages, the largest group first.

    Returns a dict for the drift page.
    """
    members = [host for host in hosts if host.name.split("-")[0] == pool]
    groups = []
    by_packages = {}
    for host in members:
        key = tuple(sorted(host.packages))
        if key in by_packages:
            by_packages[key].append(host)
        else:
            by_packages[key] = [host]
            groups.append(by_packages[key])
    groups.sort(key=len, reverse=True)
    if not groups:
        return {"pool": pool, "baseline": [], "drifted": {}}
    common = set(groups[0][0].packages)
    drifted = {}
    for group in groups[1:]:
        installed = set(group[0].packages)
        change = [f"+{p}" for p in sorted(installed - common)] + [f"-{p}" for p in sorted(common - installed)]
        for host in group:
            drifted[host.name] = change
    return {"pool": pool, "baseline": [host.name for host in groups[0]], "drifted": drifted}
