"""Gate of the dock: only so many trucks may enter within a rolling window."""
from bisect import bisect_right


class ClockError(ValueError):
    pass


class DockGate:
    def __init__(self, limit, window):
        self.limit = limit
        self.window = window    # minutes
        self.now = 0
        self.recent = []        # minutes of the last entries

    def admit(self, arrivals):
        """Decide on the (minute, plate) arrivals; returns plates let in and sent away."""
        admitted = []
        rejected = []
        fullest = len(self.recent)
        for minute, plate in arrivals:
            if minute < self.now:
                raise ClockError(f"{plate} at {minute}, but it is {self.now}")
            self.now = minute
            del self.recent[:bisect_right(self.recent, minute - self.window)]
            if len(self.recent) >= self.limit:
                rejected.append((plate, self.recent[0] + self.window))
                continue
            self.recent.append(minute)
            admitted.append(plate)
            fullest = max(fullest, len(self.recent))
        return admitted, rejected, fullest
