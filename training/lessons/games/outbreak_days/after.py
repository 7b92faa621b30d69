"""Toy outbreak model for the statistics course."""
import copy

HEALTHY = "healthy"
SICK = "sick"
IMMUNE = "immune"


def find_sick(people):
    return [n for n, p in enumerate(people) if p["status"] == SICK]


def run_outbreak(people, days, recovery_days=5, exposures_needed=2):
    """Advance the population by some days and return one summary per day.

    A healthy person falls ill when at least exposures_needed of the contacts
    were sick on the morning of that day. The people are updated in place.
    """
    summaries = []
    for day in range(1, days + 1):
        morning = [person["status"] for person in people]
        new_cases = 0
        recovered = 0
        for number, person in enumerate(people):
            if morning[number] == SICK:
                person["days_sick"] += 1
                if person["days_sick"] >= recovery_days:
                    person["status"] = IMMUNE
                    recovered += 1
            elif morning[number] == HEALTHY:
                exposures = 0
                for other in person["contacts"]:
                    if morning[other] == SICK:
                        exposures += 1
                if exposures >= exposures_needed:
                    person["status"] = SICK
                    person["days_sick"] = 0
                    new_cases += 1
        sick = len(find_sick(people))
        summaries.append({"day": day, "new": new_cases, "recovered": recovered, "sick": sick})
        if sick == 0:
            break
    return summaries
