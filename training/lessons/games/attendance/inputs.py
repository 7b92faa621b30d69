from datetime import date, timedelta

TARGET = "attendance"
SIZES = (4, 20, 160)
FAULT = "The date of every session is parsed with strptime again for each student."
CURE = "Keep the parsed session dates in a dict for the call, so that each date text is parsed once."


def make(rng, size):
    start = date(2023, 9, 1)

    def day(most):
        return (start + timedelta(days=rng.randrange(most))).strftime("%d.%m.%Y")
    students = [{"name": f"Student {n}", "enrolled": day(60)} for n in range(size)]
    sessions = [{"number": n, "date": day(200), "hours": rng.randint(1, 4)} for n in range(size if size < 100 else 130)]
    if size < 100 and rng.random() < 0.05:
        sessions.append({"number": 0, "date": "31.02.2024", "hours": 1})
    present = {(s["name"], t["number"]) for s in students for t in sessions if rng.random() < 0.7}
    return students, sessions, present
