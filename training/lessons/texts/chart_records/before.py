"""Playlist statistics: how long did a day's play count stand before it was beaten?"""
from dataclasses import dataclass
from typing import Optional


@dataclass
class Day:
    label: str
    plays: Optional[int]  # None: the player was offline


def standing_records(days):
    """For each day with data: its label, who beat it and after how many days."""
    rows = []
    unbeaten = 0
    for i in range(len(days)):
        today = days[i]
        if today.plays is None:
            continue
        beaten_by = None
        wait = 0
        for j in range(i + 1, len(days)):
            if days[j].plays is not None and days[j].plays > today.plays:
                beaten_by = days[j].label
                wait = j - i
                break
        if beaten_by is None:
            unbeaten += 1
        rows.append((today.label, beaten_by, wait))
    return rows, unbeaten
