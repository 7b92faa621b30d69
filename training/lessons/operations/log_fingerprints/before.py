# Collapse error lines that differ only in ids and numbers, as the error inbox shows them.
import re

NUMBER = re.compile(r"\d+")


def fingerprint(message):
    return NUMBER.sub("#", message.strip())


def collapse_errors(lines, limit=None):
    """Group equal errors; each entry has the first sample, the count and the last line number."""
    prints = []
    groups = []
    ignored = 0
    for number, line in enumerate(lines, start=1):
        level, _, message = line.partition(" ")
        if level not in ("ERROR", "FATAL"):
            ignored += 1
            continue
        key = level + " " + fingerprint(message)
        if key not in prints:
            prints.append(key)
            groups.append({"sample": message.strip(), "level": level, "count": 0, "last": 0})
        group = groups[prints.index(key)]
        group["count"] += 1
        group["last"] = number
    groups.sort(key=lambda g: -g["count"])
    if limit is not None:
        groups = groups[:limit]
    return groups, len(prints), ignored
