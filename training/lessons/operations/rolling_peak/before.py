"""Compare each load sample with the peak of the minutes before it."""

QUIET_LEVEL = 5


def spike_report(samples, window, factor=2):
    """List the spikes: (index, value, peak of the preceding window).

    `samples` are requests per second as integers. A value counts as a spike
    when it is more than `factor` times the peak of up to `window` samples
    before it. Also returns the lowest peak seen and the number of quiet samples.
    """
    if window < 1:
        raise ValueError("window must be at least 1")
    spikes = []
    lowest = None
    quiet = 0
    for i in range(len(samples)):
        value = samples[i]
        if value <= QUIET_LEVEL:
            quiet += 1
        if i == 0:
            continue
        peak = max(samples[max(0, i - window):i])
        if lowest is None or peak < lowest:
            lowest = peak
        if value > factor * peak and value > QUIET_LEVEL:
            spikes.append((i, value, peak))
    return spikes, lowest, quiet
