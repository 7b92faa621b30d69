"""Attendance sheets of the adult education centre."""
from datetime import datetime

DATE = "%d.%m.%Y"


def attendance(students, sessions, present):
    """Attendance rate of each student over the sessions since enrolment.

    students: dicts with name and enrolled; sessions: dicts with number, date and
    hours; present: set of (name, session number). Dates look like 24.12.2023.
    """
    report = []
    for student in students:
        enrolled = datetime.strptime(student["enrolled"], DATE)
        due = attended = 0
        last_seen = None
        for session in sessions:
            date = datetime.strptime(session["date"], DATE)
            if date < enrolled:
                continue
            due += session["hours"]
            if (student["name"], session["number"]) in present:
                attended += session["hours"]
                if last_seen is None or date > last_seen:
                    last_seen = date
        rate = round(100 * attended / due) if due else None
        report.append((student["name"], due, attended, rate,
                       last_seen.strftime(DATE) if last_seen else "never"))
    return report
