"""Morning meeting list: the jobs of the workshop that are late and hurt most."""
import heapq
from dataclasses import dataclass


@dataclass
class Job:
    number: int
    customer: str
    days_late: int
    value: int
    on_hold: bool = False

    def pain(self):
        return self.days_late * self.value


def meeting_list(jobs, count=20, per_customer=3):
    """The `count` worst late jobs, shown by customer with at most per_customer lines."""
    late = [job for job in jobs if job.days_late > 0 and not job.on_hold]
    worst = heapq.nlargest(count, late, key=lambda job: (job.pain(), job.days_late))

    by_customer = {}
    for job in worst:
        by_customer.setdefault(job.customer, []).append(job)
    lines = []
    for customer, theirs in by_customer.items():
        for job in theirs[:per_customer]:
            lines.append(f"{customer}: #{job.number}, {job.days_late} days, {job.value} EUR")
        if len(theirs) > per_customer:
            lines.append(f"{customer}: ... and {len(theirs) - per_customer} more")
    return lines, sum(job.value for job in worst)
