"""Playlist statistics: how long did a day's play count stand before it was beaten?"""
from dataclasses import dataclass
from typing import Optional


@dataclass
class Day:
    label: str
    plays: Optional[int]  # None: the player was offline


def standing_records(days):
    """For each day with data: its label, who beat it and after how many days."""
    beaten_at = {}
    standing = []
    for j in range(len(days)):
        if days[j].plays is None:
            continue
        while standing and days[j].plays > days[standing[-1]].plays:
            beaten_at[standing.pop()] = j
        standing.append(j)
    rows = []
    unbeaten = 0
    for i in range(len(days)):
        today = days[i]
        if today.plays is None:
            continue
        beaten_by = None
        wait = 0
        if i in beaten_at:
            j = beaten_at[i]
            beaten_by = days[j].label
            wait = j - i
        if beaten_by is None:
            unbeaten += 1
        rows.append((today.label, beaten_by, wait))
    return rows, unbeaten
