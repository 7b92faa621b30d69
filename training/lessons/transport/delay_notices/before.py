"""Scans the ticker of the control centre for trains that we have guests on."""
import re

MINUTES = re.compile(r"\+(\d+)\s*min")


def delayed_trains(ticker, trains):
    """Find our trains in the ticker lines and note the largest delay of each.

    ticker: lines of text; trains: numbers like "IC 2013" or "S1". Returns the
    delays and the lines that name a train but no delay.
    """
    delays = {}
    unclear = []
    if not trains:
        return delays, unclear
    for number, line in enumerate(ticker, start=1):
        longest_first = sorted(set(trains), key=lambda t: (-len(t), t))
        pattern = re.compile(r"\b(?:" + "|".join(re.escape(t) for t in longest_first) + r")\b")
        found = pattern.findall(line)
        if not found:
            continue
        delay = MINUTES.search(line)
        if delay is None:
            unclear.append((number, line.strip()))
            continue
        for train in found:
            delays[train] = max(delays.get(train, 0), int(delay.group(1)))
    return delays, unclear
