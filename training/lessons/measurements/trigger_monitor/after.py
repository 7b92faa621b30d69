"""Coincidence alarms of the seismic network."""

from bisect import bisect_right


class TriggerMonitor:
    """Raises an alarm when enough stations trigger within the window (seconds)."""

    def __init__(self, window, limit):
        if window <= 0:
            raise ValueError("window must be positive")
        self.window = window
        self.limit = limit
        self.history = []
        self.per_station = {}

    def process(self, triggers):
        """Feed (time, station) in time order; returns the alarms that start."""
        alarms = []
        busy = False
        for time, station in triggers:
            if self.history and time < self.history[-1]:
                raise ValueError(f"trigger of {station} at {time} comes too late")
            self.history.append(time)
            self.per_station[station] = self.per_station.get(station, 0) + 1
            first = bisect_right(self.history, time - self.window)
            n = len(self.history) - first
            if n < self.limit:
                busy = False
                continue
            if busy:
                # still the same alarm
                alarms[-1]["triggers"] = max(alarms[-1]["triggers"], n)
                continue
            busy = True
            alarms.append({"onset": self.history[first], "time": time, "triggers": n})
        return alarms
