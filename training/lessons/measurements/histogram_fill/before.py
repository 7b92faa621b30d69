"""Histogram with arbitrary bin edges for particle sizes."""


class Histogram:
    """Counts per half-open bin [edge, next edge)."""

    def __init__(self, edges):
        edges = list(edges)
        if len(edges) < 2:
            raise ValueError("need at least two edges")
        for left, right in zip(edges, edges[1:]):
            if not left < right:
                raise ValueError("edges must increase")
        self.edges = edges
        self.counts = [0] * (len(edges) - 1)
        self.under = self.over = self.missing = 0

    def fill(self, values):
        """Add the values and return a summary of what went where."""
        added = 0
        for value in values:
            if value is None or value != value:
                self.missing += 1
                continue
            if value < self.edges[0]:
                self.under += 1
                continue
            if value >= self.edges[-1]:
                self.over += 1
                continue
            for k in range(len(self.counts)):
                if self.edges[k] <= value < self.edges[k + 1]:
                    self.counts[k] += 1
                    break
            added += 1
        return {
            "added": added,
            "outside": self.under + self.over,
            "missing": self.missing,
            "counts": list(self.counts),
        }
