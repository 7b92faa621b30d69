"""Estimate how large the object cache in front of the store should be."""
from collections import OrderedDict


class CacheSimulator:
    """A cache that drops the least recently used object."""

    def __init__(self, capacity, pinned=()):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.pinned = frozenset(pinned)

    def replay(self, keys):
        """Replay the requested keys; pinned objects are always served and not stored."""
        recent = OrderedDict()  # least recently used first
        hits = misses = 0
        evicted = {}
        for key in keys:
            if key in self.pinned:
                hits += 1
            elif key in recent:
                recent.move_to_end(key)
                hits += 1
            else:
                misses += 1
                if len(recent) >= self.capacity:
                    oldest, _ = recent.popitem(last=False)
                    evicted[oldest] = evicted.get(oldest, 0) + 1
                recent[key] = True
        return {
            "hits": hits,
            "misses": misses,
            "hit_rate": round(hits / (hits + misses), 3) if hits + misses else None,
            "thrashed": sorted(key for key, times in evicted.items() if times > 1),
            "resident": list(recent),
        }
