"""Pulse evaluation for the telemetry ward (one reading per minute)."""
from typing import Optional


def smooth_pulse(beats: list[int], window: int, alarm_above: float, alarm_below: float) -> dict:
    """Trailing averages of the pulse and the minutes at which they leave the band."""
    if window < 1:
        raise ValueError("window must be at least one minute")
    averages: list[float] = []
    alarms: list[tuple[int, str]] = []
    state: Optional[str] = None
    for minute in range(len(beats)):
        recent = beats[max(0, minute - window + 1):minute + 1]
        average = sum(recent) / len(recent)
        averages.append(round(average, 2))
        if average > alarm_above:
            new_state = "high"
        elif average < alarm_below:
            new_state = "low"
        else:
            new_state = None
        # report an alarm once, when it begins
        if new_state is not None and new_state != state:
            alarms.append((minute, new_state))
        state = new_state
    return {"averages": averages, "alarms": alarms, "state": state}
