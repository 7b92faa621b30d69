"""Earliest dates of the tasks of a building project."""
from datetime import date, timedelta


class Project:
    def __init__(self, start, durations, predecessors):
        self.start = start
        self.durations = durations          # task -> days
        self.predecessors = predecessors    # task -> tasks that come before

    def day(self, offset):
        return (self.start + timedelta(days=offset)).isoformat()

    def schedule(self):
        """List (task, first day, last day) of all tasks, sorted by start."""
        def begin(task):
            offset = 0
            for before in self.predecessors.get(task, []):
                end = begin(before) + self.durations[before]
                if end > offset:
                    offset = end
            return offset

        rows = []
        length = 0
        for task, days in self.durations.items():
            if days < 1:
                raise ValueError(f"{task} takes no time")
            first = begin(task)
            rows.append((first, task, days))
            length = max(length, first + days)
        rows.sort()
        table = [(task, self.day(first), self.day(first + days - 1)) for first, task, days in rows]
        return table, length
