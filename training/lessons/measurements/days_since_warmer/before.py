"""Record statistics for the daily maximum temperatures of one station."""


def label(gap):
    if gap is None:
        return "record"
    return "1 day" if gap == 1 else f"{gap} days"


def days_since_warmer(temps: list) -> dict:
    """How many days back the last warmer day lies, for every day.

    Days without a measurement (None) get a dash and are never the warmer day.
    """
    labels = []
    records = []
    longest = 0
    for today, temp in enumerate(temps):
        if temp is None:
            labels.append("-")
            continue
        gap = None
        for day in range(today - 1, -1, -1):
            if temps[day] is not None and temps[day] > temp:
                gap = today - day
                break
        if gap is None:
            records.append((today, temp))
        elif gap > longest:
            longest = gap
        labels.append(label(gap))
    return {"labels": labels, "records": records, "longest": longest}
