"""Group detections of the same object from several sky catalogues."""


class CrossMatch:
    def __init__(self, detections):
        # id -> magnitude
        self.detections = dict(detections)

    def brightest(self, group):
        return min(group, key=lambda d: (self.detections[d], d))

    def objects(self, links):
        """links are pairs of ids found close together.

        Returns one row (main id, sorted ids) per object, largest groups first.
        """
        groups = [{d} for d in self.detections]
        for a, b in links:
            if a not in self.detections or b not in self.detections:
                raise KeyError(f"link {a}-{b} to an unknown detection")
            first = next(g for g in groups if a in g)
            second = next(g for g in groups if b in g)
            if first is second:
                continue
            first.update(second)
            groups.remove(second)
        rows = []
        for group in groups:
            rows.append((self.brightest(group), sorted(group)))
        rows.sort(key=lambda row: (-len(row[1]), row[1]))
        return rows
