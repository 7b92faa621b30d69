"""Smoothing of raw ADC counts from the photodiode channel."""

FULL_SCALE = 4095


def smooth_counts(counts, half_width):
    """Centred moving average of integer counts, windows cut off at the ends.

    Returns a dict with the smoothed series, the residuals and the number of
    samples at full scale.
    """
    if half_width < 0:
        raise ValueError("half_width must not be negative")
    n = len(counts)
    smooth = []
    residual = []
    clipped = 0
    for i in range(n):
        lo = max(0, i - half_width)
        hi = min(n, i + half_width + 1)
        window = counts[lo:hi]
        level = sum(window) / len(window)
        if counts[i] >= FULL_SCALE:
            clipped += 1
        smooth.append(level)
        residual.append(round(counts[i] - level, 2))
    return {"smooth": smooth, "residual": residual, "clipped": clipped}
