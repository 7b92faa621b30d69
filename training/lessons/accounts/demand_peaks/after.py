"""Demand statistics for the ordering proposal (whole units per day)."""


def safety_stock(peak, lead_days):
    return -(-peak * lead_days // 2)


def demand_report(units, window=28, lead_days=3):
    """Trailing means of the daily demand, the days of a new peak and the order point."""
    if window < 1:
        raise ValueError("window must be at least one day")
    means = []
    peaks = []
    highest = None
    i = 0
    total = 0
    while i < len(units):
        total += units[i]
        if i >= window:
            total -= units[i - window]
        mean = total / min(i + 1, window)
        means.append(round(mean, 2))
        # the first days are too uncertain for a peak
        if i + 1 >= window and (highest is None or mean > highest):
            highest = mean
            peaks.append(i)
        i += 1

    if highest is None:
        return {"means": means, "peaks": [], "order_point": 0}
    order_point = round(highest * lead_days) + safety_stock(round(highest), lead_days)
    return {"means": means, "peaks": peaks, "order_point": order_point}
