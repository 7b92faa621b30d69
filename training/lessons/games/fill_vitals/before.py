"""Fill the gaps in the vital signs exported by the bedside monitors."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Reading:
    minute: int
    value: float | None


def fill_gaps(readings: list[Reading], max_age: int) -> tuple[list[float | None], dict]:
    """Carry the last measured value forward, but for no longer than max_age minutes."""
    filled: list[float | None] = []
    carried = expired = leading = 0
    for i, reading in enumerate(readings):
        if reading.value is not None:
            filled.append(reading.value)
            continue
        j = i - 1
        while j >= 0 and readings[j].value is None:
            j -= 1
        if j < 0:
            leading += 1
            filled.append(None)
        elif reading.minute - readings[j].minute > max_age:
            expired += 1
            filled.append(None)
        else:
            carried += 1
            filled.append(readings[j].value)
    measured = len(readings) - carried - expired - leading
    return filled, {"measured": measured, "carried": carried, "expired": expired, "leading": leading}
