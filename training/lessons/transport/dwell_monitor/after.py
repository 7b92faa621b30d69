"""Live figures on the dwell times of trains at the platform."""
from bisect import insort


class DwellMonitor:
    def __init__(self, earlier=()):
        self.samples = list(earlier)    # seconds, in the order of measuring
        self.alarms = 0

    def feed(self, seconds, factor=2.0):
        """Take in new dwell times; returns the running median after each.

        A stop that took more than `factor` times the median so far is counted
        as an alarm, once at least five samples are there.
        """
        medians = []
        ordered = sorted(self.samples)
        for value in seconds:
            if value <= 0:
                raise ValueError(f"dwell time {value}")
            n = len(ordered)
            if n >= 5 and value > factor * ordered[n // 2]:
                self.alarms += 1
            self.samples.append(value)
            insort(ordered, value)
            n = len(ordered)
            if n % 2:
                medians.append(ordered[n // 2])
            else:
                medians.append((ordered[n // 2 - 1] + ordered[n // 2]) / 2)
        return medians
