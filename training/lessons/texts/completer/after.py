"""Word completion for the search box of the help pages."""

from bisect import bisect_left


class Completer:
    def __init__(self, vocabulary, limit=5):
        self.limit = limit
        self.words = sorted({w.strip().lower() for w in vocabulary if w.strip()})

    def complete_all(self, prefixes):
        """Map each typed prefix to its suggestions, the last one may be a '+n more'."""
        results = {}
        empty = 0
        for prefix in prefixes:
            wanted = prefix.strip().lower()
            if not wanted:
                results[prefix] = []
                continue
            start = end = bisect_left(self.words, wanted)
            while end < len(self.words) and self.words[end].startswith(wanted):
                end += 1
            matches = self.words[start:end]
            if not matches:
                empty += 1
            shown = matches[: self.limit]
            if len(matches) > len(shown):
                shown.append(f"+{len(matches) - len(shown)} more")
            results[prefix] = shown
        return results, empty
