"""Memory watch: how long does it take until free memory gets above a reading again?"""


def recovery_times(readings, critical):
    """readings: list of (unix time, free MB) in the order of time.

    Returns for each reading the seconds until the first later reading with
    more free memory (None if there is none), and a summary of the readings
    below `critical`.
    """
    waits = []
    for i, (at, free) in enumerate(readings):
        if free < 0:
            raise ValueError(f"negative reading at {at}")
        wait = None
        for later, value in readings[i + 1:]:
            if value > free:
                wait = later - at
                break
        waits.append(wait)

    low = [wait for wait, (_, free) in zip(waits, readings) if free < critical]
    recovered = [wait for wait in low if wait is not None]
    summary = {
        "low": len(low),
        "never": len(low) - len(recovered),
        "longest": max(recovered, default=0),
    }
    return waits, summary
