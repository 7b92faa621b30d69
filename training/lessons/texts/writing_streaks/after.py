"""Statistics for the 'write every day' channel: who kept the longest streak?"""

from collections import defaultdict
from datetime import date, timedelta

MIN_WORDS = 50
ONE_DAY = timedelta(days=1)


def longest_streaks(entries: list[tuple[str, date, int]], min_words: int = MIN_WORDS) -> list[dict]:
    """Longest run of days with enough words for every author; of equal runs the first."""
    written: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for author, day, words in entries:
        written[author][day] += words

    table = []
    for author, per_day in written.items():
        days = {day for day, words in per_day.items() if words >= min_words}
        best = 0
        best_start = None
        for day in sorted(days):
            if day - ONE_DAY in days:
                continue
            end = day
            while end in days:
                end += ONE_DAY
            length = (end - day).days
            if length > best:
                best = length
                best_start = day
        table.append({
            "author": author,
            "days": best,
            "from": best_start.isoformat() if best_start else "",
            "words": sum(per_day.values()),
        })
    table.sort(key=lambda row: (-row["days"], row["author"]))
    return table
