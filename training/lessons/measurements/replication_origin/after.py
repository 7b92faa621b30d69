"""Locate the replication origin of a bacterial chromosome by GC skew."""


class SkewScan:
    def __init__(self, seq, every=100):
        if every < 1:
            raise ValueError("every must be at least 1")
        self.seq = seq.upper()
        self.every = every

    def origin(self):
        """Position of the (first) minimum and maximum of the cumulative skew G - C.

        The trace holds the skew at every n-th position for plotting.
        """
        low = high = 0
        low_pos = high_pos = 0
        trace = [(0, 0)]
        skew = 0
        for pos, base in enumerate(self.seq, 1):
            if base == "G":
                skew += 1
            elif base == "C":
                skew -= 1
            if skew < low:
                low, low_pos = skew, pos
            elif skew > high:
                high, high_pos = skew, pos
            if pos % self.every == 0:
                trace.append((pos, skew))
        return {
            "origin": low_pos,
            "terminus": high_pos,
            "amplitude": high - low,
            "trace": trace,
        }
