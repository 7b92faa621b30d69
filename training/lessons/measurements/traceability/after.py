"""Calibration chain of laboratory standards."""


class TraceabilityMap:
    """sources maps a standard to the standards it was calibrated against.

    Standards without sources are primary.
    """

    def __init__(self, sources):
        self.sources = sources

    def is_primary(self, name):
        return not self.sources.get(name)

    def levels(self, limit=None):
        """Longest chain down to a primary standard, for every standard.

        Returns rows (level, name, remark) ordered by level and name.
        """
        known = {}

        def level(name):
            if self.is_primary(name):
                return 0
            if name not in known:
                known[name] = 1 + max(level(source) for source in self.sources[name])
            return known[name]

        rows = []
        for name in self.sources:
            depth = level(name)
            if depth == 0:
                remark = "primary"
            elif limit is not None and depth > limit:
                remark = "too far"
            else:
                remark = "%d sources" % len(self.sources[name])
            rows.append((depth, name, remark))
        return sorted(rows)
