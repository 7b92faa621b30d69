"""Outages of a site from the results of the uptime checker."""
from dataclasses import dataclass


@dataclass
class Check:
    at: int
    status: int      # http status, 0 when there was no answer
    region: str = "eu"

    def failed(self):
        return self.status == 0 or self.status >= 500


def worst_outage(checks, region=None):
    """The longest run of failed checks as a dict, or None if there was no failure."""
    if region is not None:
        checks = [c for c in checks if c.region == region]
    worst = None
    failures = 0
    for i, check in enumerate(checks):
        if not check.failed():
            continue
        failures += 1
        end = i
        while end < len(checks) and checks[end].failed():
            end += 1
        length = end - i
        if worst is None or length > worst["checks"]:
            recovered = checks[end].at if end < len(checks) else None
            worst = {"start": check.at, "checks": length, "recovered": recovered}
    if worst is not None:
        worst["failures"] = failures
        worst["availability"] = round(100 * (1 - failures / len(checks)), 3)
    return worst
