"""Growing degree days from the orchard logger files."""

from datetime import datetime


class DegreeDayLog:
    """Collects readings stamped like '05.04.2023 13:30'."""

    def __init__(self, base=5.0, cap=30.0):
        self.base = base
        self.cap = cap
        self.days = {}

    def load(self, readings):
        """Add (stamp, celsius) pairs and return the mean excess over base per day."""
        bad = 0
        for stamp, celsius in readings:
            day = datetime.strptime(stamp[:10], "%d.%m.%Y").date()
            if celsius is None or celsius < -60:
                bad += 1
                continue
            entry = self.days.setdefault(day, [0.0, 0])
            entry[0] += max(0.0, min(celsius, self.cap) - self.base)
            entry[1] += 1

        report = []
        running = 0.0
        for day in sorted(self.days):
            total, n = self.days[day]
            running += total / n
            report.append((day.isoformat(), round(total / n, 2), round(running, 2)))
        return report, bad
