"""Live latency tracking for one upstream of the proxy."""
from bisect import insort


class LatencyTracker:
    def __init__(self, name, limit_ms):
        self.name = name
        self.limit_ms = limit_ms
        self.samples = []
        self.breaches = []

    def feed(self, readings):
        """Add the readings one after the other; return the median after each of them.

        Every time the median is above the limit, the number of samples so far
        is noted in `breaches`.
        """
        medians = []
        ordered = sorted(self.samples)
        for value in readings:
            if value < 0:
                raise ValueError(f"{self.name}: negative latency {value}")
            self.samples.append(value)
            insort(ordered, value)
            middle = len(ordered) // 2
            if len(ordered) % 2:
                median = ordered[middle]
            else:
                median = (ordered[middle - 1] + ordered[middle]) / 2
            medians.append(median)
            if median > self.limit_ms:
                self.breaches.append(len(self.samples))
        return medians
