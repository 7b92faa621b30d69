"""How large should the phrase cache in front of the paid translation service be?"""

from collections import OrderedDict


class PhraseCache:
    """Simulates a cache that throws out the phrase which was not asked for the longest."""

    def __init__(self, capacity, price_per_char=0.00002):
        if capacity < 1:
            raise ValueError("capacity must be positive")
        self.capacity = capacity
        self.price_per_char = price_per_char

    def replay(self, requests):
        recent = OrderedDict()  # oldest first
        hits = 0
        sent_chars = 0
        evicted = {}
        for phrase in requests:
            phrase = phrase.strip()
            if not phrase:
                continue
            if phrase in recent:
                hits += 1
                recent.move_to_end(phrase)
            else:
                sent_chars += len(phrase)
                if len(recent) >= self.capacity:
                    oldest, _ = recent.popitem(last=False)
                    evicted[oldest] = evicted.get(oldest, 0) + 1
            recent[phrase] = True
        return {
            "hits": hits,
            "cost": round(sent_chars * self.price_per_char, 4),
            "evicted": sum(evicted.values()),
            "often_evicted": sorted(p for p, n in evicted.items() if n > 1),
            "kept": list(recent),
        }
