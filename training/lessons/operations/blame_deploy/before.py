"""Assign errors to the release that was live when they occurred."""
from collections import namedtuple

Deploy = namedtuple("Deploy", "at version author")


def minutes(seconds):
    return round(seconds / 60, 1)


def errors_by_release(deploys, errors):
    """errors: list of (timestamp, message). Oldest release first in the result."""
    history = sorted(deploys, key=lambda d: d.at)
    stats = {}
    for deploy in history:
        stats[deploy.version] = {"author": deploy.author, "errors": 0, "first_after": None, "messages": []}
    before = 0
    for at, message in errors:
        live = None
        for deploy in history:
            if deploy.at > at:
                break
            live = deploy
        if live is None:
            before += 1
            continue
        entry = stats[live.version]
        entry["errors"] += 1
        delay = minutes(at - live.at)
        if entry["first_after"] is None or delay < entry["first_after"]:
            entry["first_after"] = delay
        if len(entry["messages"]) < 3:
            entry["messages"].append(message)
    return stats, before
