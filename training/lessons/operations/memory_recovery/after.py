"""Memory watch: how long does it take until free memory gets above a reading again?"""


def recovery_times(readings, critical):
    """readings: list of (unix time, free MB) in the order of time.

    Returns for each reading the seconds until the first later reading with
    more free memory (None if there is none), and a summary of the readings
    below `critical`.
    """
    waits = [None] * len(readings)
    open_readings = []
    for i, (at, free) in enumerate(readings):
        if free < 0:
            raise ValueError(f"negative reading at {at}")
        while open_readings and readings[open_readings[-1]][1] < free:
            j = open_readings.pop()
            waits[j] = at - readings[j][0]
        open_readings.append(i)

    low = [wait for wait, (_, free) in zip(waits, readings) if free < critical]
    recovered = [wait for wait in low if wait is not None]
    summary = {
        "low": len(low),
        "never": len(low) - len(recovered),
        "longest": max(recovered, default=0),
    }
    return waits, summary
