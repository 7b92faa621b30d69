"""Check detector records for saturated stretches."""

from dataclasses import dataclass, field


@dataclass
class DetectorRecord:
    name: str
    samples: list
    limit: float = 4000.0
    remarks: list = field(default_factory=list)

    def worst_stretch(self, tolerance=3):
        """Find the first longest stretch at or above the limit.

        Returns (start, length, peak) or None and leaves a remark if the
        stretch is longer than tolerance.
        """
        best_start = 0
        best_length = 0
        saturated = 0
        for start in range(len(self.samples)):
            if self.samples[start] < self.limit:
                continue
            saturated += 1
            if start > 0 and self.samples[start - 1] >= self.limit:
                continue
            end = start
            while end < len(self.samples) and self.samples[end] >= self.limit:
                end += 1
            if end - start > best_length:
                best_start, best_length = start, end - start

        if saturated == 0:
            return None
        peak = max(self.samples[best_start:best_start + best_length])
        if best_length > tolerance:
            share = 100 * saturated / len(self.samples)
            self.remarks.append(f"{self.name}: {best_length} samples in a row, {share:.1f}% saturated")
        return best_start, best_length, peak
