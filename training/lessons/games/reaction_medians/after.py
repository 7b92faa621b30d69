"""Reaction time test of the sleep study."""
from bisect import insort


class ReactionTest:
    def __init__(self, subject, too_early=100, too_late=3000):
        self.subject = subject
        self.too_early = too_early
        self.too_late = too_late
        self.dropped = 0

    def learning_curve(self, times):
        """Median of all valid reaction times so far, after each trial.

        Trials out of bounds are dropped; the curve repeats its last value there.
        """
        ordered = []
        curve = []
        best = None
        for trial, ms in enumerate(times, start=1):
            if not self.too_early <= ms <= self.too_late:
                self.dropped += 1
                curve.append(curve[-1] if curve else None)
                continue
            insort(ordered, ms)
            middle = len(ordered) // 2
            if len(ordered) % 2:
                median = ordered[middle]
            else:
                median = (ordered[middle - 1] + ordered[middle]) / 2
            curve.append(median)
            if best is None or median < best[1]:
                best = (trial, median)
        return {"subject": self.subject, "curve": curve, "best": best}
