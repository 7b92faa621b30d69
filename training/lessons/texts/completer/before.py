"""Word completion for the search box of the help pages."""


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
            matches = [w for w in self.words if w.startswith(wanted)]
            if not matches:
                empty += 1
            shown = matches[: self.limit]
            if len(matches) > len(shown):
                shown.append(f"+{len(matches) - len(shown)} more")
            results[prefix] = shown
        return results, empty
