"""Daily activity from an exported group chat.

A message line looks like '03 March 2024, 21:07 - Anna: see you tomorrow'.
Continuation lines of long messages have no such head.
"""

from datetime import datetime

DATE_FORMAT = "%d %B %Y"


def parse_day(text):
    return datetime.strptime(text, DATE_FORMAT).date()


def daily_activity(lines, since=None):
    days = {}
    for line in lines:
        head, dash, rest = line.partition(" - ")
        date_text, comma, clock = head.partition(", ")
        if not dash or not comma or ":" not in rest:
            continue
        day = parse_day(date_text)
        if since is not None and day < parse_day(since):
            continue
        author, _, message = rest.partition(": ")
        entry = days.get(day)
        if entry is None:
            entry = days[day] = {"messages": 0, "characters": 0, "authors": {}, "last": ""}
        entry["messages"] += 1
        entry["characters"] += len(message)
        entry["authors"][author] = entry["authors"].get(author, 0) + 1
        entry["last"] = max(entry["last"], clock)
    return [
        {"day": day.isoformat(), "weekday": day.strftime("%a"), **entry}
        for day, entry in sorted(days.items())
    ]
